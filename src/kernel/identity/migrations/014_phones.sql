-- A phone number that was shown to be hers by a code. Whoever came by it alone has an address at `.invalid`, which is nobody's.
alter table identity.people
  add column phone text unique check (phone ~ '^\+79[0-9]{9}$'),
  add column phone_since timestamptz;
