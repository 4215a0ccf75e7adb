-- Records of the press are few among wins born from reports, and the newest of those are what an editor looks at.
create index wins_of_press on small_wins.wins (id) where basis = 'press';
create index wins_born on small_wins.wins (published_at desc) where basis <> 'press';
