-- How each session was opened. `user_agent` holds a short description of the device and never what the browser sends.
alter table identity.sessions
  -- RFC 8176 names of what she signed in with, with blanks between: 'mail', 'mail otp', 'hwk user'.
  add column methods text not null default '',
  add column level text not null default 'simple' check (level in ('simple', 'standard', 'confirmed')),
  add column strong boolean not null default false,
  add column seen_on date not null default current_date;
