// Purpose: notes that a file of the schema was applied.
// Parameters: number, name, sha256.
// Returns: number.
MERGE (f:SchemaFile {number: $number})
SET f.name = $name, f.sha256 = $sha256
RETURN f.number AS number
