-- What fills a large ledger with invented events: see ledger.py.
CREATE TEMP TABLE drawn AS SELECT i, i // 2 AS s, lower(printf('%016x', hash(i))) AS report,
        lower(printf('%016x', hash(i + 1000000000))) AS event, lower(printf('%016x', hash(i // 2 + 2000000000))) AS story,
        [$types][1 + (random() * $kinds)::INT % $kinds] AS type,
        [$statuses][1 + (pow(random(), 3) * $conditions)::INT % $conditions] AS status,
        DATE '$first' + (i * $days // $events)::INT AS day,
        (pow(random(), 3) * $states)::INT AS a, (pow(random(), 3) * $states)::INT AS b,
        (pow(random(), 3) * $people)::INT AS p, random() AS confidence
        FROM range($events) t(i);

INSERT INTO stories SELECT story, '1.0.0', story, TIMESTAMP '2026-01-01', 'story', 'Agency ' || (s % 40), NULL,
        'Headline of story ' || s, NULL, 'Lundo', day, NULL, NULL, NULL, day, 'stated', NULL, 'en', 'wire/' || s || '.txt',
        'Minister ' || p || ' met others.', [], NULL, NULL, NULL, NULL
        FROM (SELECT DISTINCT ON (story) * FROM drawn) ORDER BY s;

INSERT INTO entities SELECT story, (i % 2) * 2, 'a' || (i % 2), 'Given' || (p % 997) || ' Family' || p, 'person',
        printf('%s%s%s', chr((65 + a % 26)::INT), chr((65 + a // 26)::INT), 'A'), ['GOV'], 'minister', NULL, NULL, NULL FROM drawn ORDER BY i;

INSERT INTO entities SELECT story, (i % 2) * 2 + 1, 'b' || (i % 2), 'State ' || b, 'state',
        printf('%s%s%s', chr((65 + b % 26)::INT), chr((65 + b // 26)::INT), 'A'), ['GOV'], NULL, NULL, NULL, NULL FROM drawn ORDER BY i;

INSERT INTO mentions SELECT story_id, id, 0, name FROM entities;

INSERT INTO reports SELECT report, story, i % 2, type, [], [], ['a' || (i % 2)], ['b' || (i % 2)], status, [], NULL,
        day, day, 'Monday', NULL, [{'text': 'Minister ' || p || ' met others.', 'start': 0, 'stop': 20}], FALSE, confidence,
        '[{"field": "type", "rule": "lexicon", "text": "the verb", "weight": 1.0}]' FROM drawn ORDER BY i;

INSERT INTO story_versions SELECT story, story, 0, 'original', NULL, TRUE, story, day, 'the first of its story'
        FROM (SELECT DISTINCT ON (story) * FROM drawn) ORDER BY s;

INSERT INTO events SELECT event, type, [], [], ['family-' || p], [printf('%s%s%s', chr((65 + b % 26)::INT), chr((65 + b // 26)::INT), 'A')],
        [printf('%s%s%s', chr((65 + a % 26)::INT), chr((65 + a // 26)::INT), 'A')], [printf('%s%s%s', chr((65 + b % 26)::INT), chr((65 + b // 26)::INT), 'A')], status, day, day, NULL, NULL, NULL, printf('%s%s%s', chr((65 + a % 26)::INT), chr((65 + a // 26)::INT), 'A'), 1, 1,
        day, day, confidence, FALSE, NULL, NULL, NULL, NULL FROM drawn ORDER BY i;

INSERT INTO event_reports SELECT event, 0, report, story, 1.0, [] FROM drawn ORDER BY i;

INSERT INTO parties SELECT 'family-' || p, 'actor', event, FALSE FROM drawn ORDER BY p, i;

INSERT INTO parties SELECT printf('%s%s%s', chr((65 + b % 26)::INT), chr((65 + b // 26)::INT), 'A'), 'recipient', event, FALSE FROM drawn ORDER BY b, i;

INSERT INTO claims SELECT event, 0, 'status', status, [], NULL, day, story, report, story,
        'Minister ' || p || ' met others.', TRUE, 1, TRUE FROM drawn ORDER BY i;

INSERT INTO identities SELECT 'family-' || p, 'Given' || (p % 997) || ' Family' || p, 'person', NULL, ['GOV'], [],
        '| given' || (p % 997) || ' family' || p || ' |' FROM range($people + 1) t(p);

INSERT INTO identities SELECT printf('%s%s%s', chr((65 + b % 26)::INT), chr((65 + b // 26)::INT), 'A'), 'State ' || b, 'state', printf('%s%s%s', chr((65 + b % 26)::INT), chr((65 + b // 26)::INT), 'A'), ['GOV'], [],
        '| state ' || b || ' |' FROM range($states + 1) t(b);

INSERT INTO identity_links SELECT story, 'a' || (i % 2), 'family-' || p, 'named' FROM drawn ORDER BY p;

DROP TABLE drawn;
