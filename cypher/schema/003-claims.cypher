// Claims by number, and attributes by what they describe.
CREATE CONSTRAINT claim_number IF NOT EXISTS FOR (c:Claim) REQUIRE c.number IS UNIQUE;
CREATE INDEX attribute_subject IF NOT EXISTS FOR (a:Attribute) ON (a.subject);
CREATE INDEX attribute_claim IF NOT EXISTS FOR (a:Attribute) ON (a.claim);
