-- A stroke of the clock is forgotten by its subject.
create index deliveries_by_subject on facts.deliveries (subject);
