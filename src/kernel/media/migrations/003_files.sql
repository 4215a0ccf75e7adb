-- The night's sweep asks of every kept file whether a photo names it.
create index photos_files on media.photos using gin ((array[
  small->>'sha', medium->>'sha', large->>'sha', released_small->>'sha', released_medium->>'sha', released_large->>'sha']));
