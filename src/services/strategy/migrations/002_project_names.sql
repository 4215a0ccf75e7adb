-- What a project is called on English pages; null where nobody has translated it.
alter table strategy.projects add column name_en text;
