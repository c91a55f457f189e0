// The store itself, the files of its schema, its evidence and its journal.
CREATE CONSTRAINT store_one IF NOT EXISTS FOR (s:Store) REQUIRE s.one IS UNIQUE;
CREATE CONSTRAINT schema_number IF NOT EXISTS FOR (f:SchemaFile) REQUIRE f.number IS UNIQUE;
CREATE CONSTRAINT evidence_hash IF NOT EXISTS FOR (e:Evidence) REQUIRE e.hash IS UNIQUE;
CREATE CONSTRAINT evidence_file IF NOT EXISTS FOR (e:Evidence) REQUIRE e.file IS UNIQUE;
CREATE CONSTRAINT journal_number IF NOT EXISTS FOR (j:JournalEntry) REQUIRE j.number IS UNIQUE;
