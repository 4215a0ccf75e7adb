-- Reports that devices sent: a key made on the device opens one case, however often it comes. The key itself is not kept.
-- `link` is the private link's secret, closed with the key, and is forgotten after seven days like a draft's.
create table my_yard.from_devices (
  hash text primary key,
  number text,
  joined boolean not null default false,
  link text,
  at timestamptz not null
);
create index from_devices_at on my_yard.from_devices (at);
