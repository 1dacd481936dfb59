-- Answers to common questions. Bounds are added up honestly: a sum has a best estimate, or an upper
-- bound, only where every figure in it has one. Unknown figures are counted apart and add nothing.

CREATE VIEW deaths_by_province_and_year AS
SELECT
  provinces.name AS province,
  events.year AS year,
  count(*) AS events,
  count(events.killed_min) AS events_with_figure,
  sum(events.killed_text IS 'unknown') AS events_with_unknown_figure,
  sum(events.killed_min) AS killed_min,
  iif(count(events.killed_best) = count(events.killed_min), sum(events.killed_best), NULL)
    AS killed_best,
  iif(count(events.killed_max) = count(events.killed_min), sum(events.killed_max), NULL)
    AS killed_max
FROM events
LEFT JOIN provinces ON provinces.id = events.province
WHERE events.counts_in_totals
GROUP BY provinces.name, events.year
ORDER BY provinces.name, events.year;

CREATE VIEW toll_by_year AS
SELECT
  year,
  count(*) AS events,
  sum(killed_min) AS killed_min,
  iif(count(killed_best) = count(killed_min), sum(killed_best), NULL) AS killed_best,
  iif(count(killed_max) = count(killed_min), sum(killed_max), NULL) AS killed_max,
  sum(injured_min) AS injured_min,
  iif(count(injured_best) = count(injured_min), sum(injured_best), NULL) AS injured_best,
  iif(count(injured_max) = count(injured_min), sum(injured_max), NULL) AS injured_max
FROM events
WHERE counts_in_totals
GROUP BY year
ORDER BY year;

CREATE VIEW events_by_actor AS
SELECT
  actors.name AS actor,
  event_actors.role,
  event_actors.certainty,
  events.date_first,
  events.title,
  events.grade,
  events.killed_text AS killed,
  events.injured_text AS injured,
  events.id AS event
FROM event_actors
JOIN actors ON actors.id = event_actors.actor
JOIN events ON events.id = event_actors.event
ORDER BY actors.name, events.date_first, events.id, event_actors.number;

CREATE VIEW speakers AS
SELECT
  claims.id AS claim,
  coalesce(actors.name, publishers.name) AS speaker,
  coalesce(actors.kind, publishers.kind) AS kind
FROM claims
LEFT JOIN actors ON actors.id = claims.actor
LEFT JOIN publishers ON publishers.id = claims.publisher;

CREATE VIEW answers AS
SELECT
  answer.event,
  events.title,
  answering.speaker,
  answer.stance,
  answer.text,
  answered.speaker AS to_speaker,
  claim.text AS to_text,
  answer.id AS claim,
  claim.id AS to_claim
FROM claims AS answer
JOIN claims AS claim ON claim.id = answer.about
JOIN events ON events.id = answer.event
JOIN speakers AS answering ON answering.claim = answer.id
JOIN speakers AS answered ON answered.claim = claim.id
ORDER BY events.date_first, answer.id;

CREATE VIEW figures_by_speaker AS
SELECT
  casualties.event,
  events.title,
  iif(casualties.given_by = 'archive', 'the archive''s reading', speakers.speaker) AS given_by,
  claims.stance,
  casualties.outcome,
  casualties."group",
  casualties.text AS people,
  casualties.min,
  casualties.best,
  casualties.max
FROM casualties
JOIN events ON events.id = casualties.event
LEFT JOIN claims ON claims.id = casualties.claim
LEFT JOIN speakers ON speakers.claim = casualties.claim
ORDER BY events.date_first, casualties.event, casualties.number;

CREATE VIEW sources_by_publisher AS
SELECT
  publishers.name AS publisher,
  publishers.kind,
  count(*) AS sources,
  count(DISTINCT sources.event) AS events,
  count(sources.archived) AS archived
FROM sources
JOIN publishers ON publishers.id = sources.publisher
GROUP BY publishers.id
ORDER BY sources DESC, publishers.name;
