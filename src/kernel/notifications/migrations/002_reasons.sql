-- What a message leads to besides its page (the receipt of what happened, where to stop), and why it came to this very person.
alter table notifications.messages
  add column also jsonb not null default '[]',
  -- A word key; null: as the module says of all its messages.
  add column why text;
