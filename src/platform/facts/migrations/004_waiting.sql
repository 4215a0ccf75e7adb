-- Who takes the next delivery looks at those that wait, in their order, however many are done; and at the few that failed, whose
-- chains stand still.
create index deliveries_waiting on facts.deliveries (id) where done_at is null and dead_at is null;
create index deliveries_failed on facts.deliveries (id) where done_at is null and tries > 0;
drop index facts.deliveries_due;
