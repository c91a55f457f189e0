// Items by platform, for people who explore.
CREATE INDEX item_platform IF NOT EXISTS FOR (i:Item) ON (i.platform);
