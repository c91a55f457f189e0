// Purpose: which files of the schema were applied.
// Returns: number, name, sha256; by number.
MATCH (f:SchemaFile)
RETURN f.number AS number, f.name AS name, f.sha256 AS sha256
ORDER BY number
