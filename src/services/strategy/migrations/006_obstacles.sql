-- What stands in the way, as whoever reports says it.
alter table strategy.reports add column obstacle text;
-- The night's sweep asks which papers are evidence.
create index evidence_papers on strategy.evidence (sha256) where sha256 is not null;
