// Items, accounts and tags by key, and the words by which they are found.
CREATE CONSTRAINT thing_key IF NOT EXISTS FOR (t:Thing) REQUIRE t.key IS UNIQUE;
CREATE INDEX thing_number IF NOT EXISTS FOR (t:Thing) ON (t.number);
CREATE INDEX thing_changed IF NOT EXISTS FOR (t:Thing) ON (t.changed);
CREATE INDEX thing_until IF NOT EXISTS FOR (t:Thing) ON (t.until);
CREATE FULLTEXT INDEX thing_words IF NOT EXISTS FOR (t:Thing) ON EACH [t.words, t.wordsBefore]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
