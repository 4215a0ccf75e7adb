-- What the operator loads from files: the boundary, the districts and the register of addresses. Rows of a file being loaded lie
-- beside those in force; `loads` says which file is in force, so that readers see all of it or nothing.
create table places.loads (
  kind text primary key,
  load text not null,
  entries integer not null,
  at timestamptz not null
);

-- Outlines as GeoJSON MultiPolygon coordinates: longitude, latitude.
create table places.areas (
  load text not null,
  kind text not null,
  id text not null,
  outline jsonb not null,
  primary key (load, kind, id)
);

create table places.streets (
  load text not null,
  name text not null,
  type text not null,
  primary key (load, name, type)
);

create table places.addresses (
  load text not null,
  address text not null,
  lat double precision not null,
  lon double precision not null,
  district text,
  primary key (load, address)
);
