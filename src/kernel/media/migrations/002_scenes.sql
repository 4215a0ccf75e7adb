-- Looking for photos of the same scene compares one number with all kept ones: it is kept as bits, in an index of its own that
-- is a tenth of the table.
alter table media.photos add column scene bit(64) not null generated always as (('x' || perceptual)::bit(64)) stored;
create index photos_scene on media.photos (scene, id);
