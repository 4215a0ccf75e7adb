create table media.photos (
  id uuid primary key,
  -- Whoever has the key may see the photo before it is released: the sender and the desk.
  key text not null,
  kind text not null check (kind in ('report', 'repair')),
  kept_at timestamptz not null,
  exact text not null,
  echoes text[] not null,
  perceptual text not null,
  difference text not null,
  taken_at timestamptz,
  edited_by text,
  small jsonb not null,
  medium jsonb not null,
  large jsonb not null,
  released_at timestamptz,
  released_small jsonb,
  released_medium jsonb,
  released_large jsonb
);
create index photos_exact on media.photos (exact);
create index photos_echoes on media.photos using gin (echoes);
