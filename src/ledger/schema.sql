-- SPDX-License-Identifier: MIT
--
-- The ledger, schema version 1. This file is its data dictionary.
--
-- Three sorts of tables:
--   the journal    scan, lot, movement, tally, status, event: only ever appended to, and chained by hash
--   what is known  item, packaging, place, partner, operator, document ...: reference data
--   what follows   stock, layer, genealogy, document_line.done, device: kept in the transaction that
--                  changes it
--
-- Ids of the journal are device << 40 | sequence, with one sequence a device over all six tables
-- and no gaps: they are key, order and idempotency in one. Every row's hash is BLAKE2b-256 over
-- the hash of the row before it (by sequence), a letter for its kind, and its values by their
-- natural keys, never by row ids: lot-ledger(5) has it byte by byte.
--
-- Units: time_ms is UTC in milliseconds since 1970 and offset_min the minutes east of it; days are
-- numbers YYYYMMDD; quantities count the item's smallest unit, 10^-decimals.
--
-- Texts that were scanned are stored as they came: UTF-8 as a rule, but not by force.

-- ---- what is known -------------------------------------------------------------------------

-- Small facts about this file. 'device': the number of the device that writes here.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- The devices whose journal is in this file, and where each journal ends. One row is written by
-- every commit, so what changes with every commit is all here.
CREATE TABLE device (
    number   INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 8388607),
    sequence INTEGER NOT NULL CHECK (sequence >= 0), -- of its last row
    head     BLOB NOT NULL CHECK (length(head) = 32), -- hash of its last row; zeros before the first
    time_ms  INTEGER NOT NULL DEFAULT 0,              -- what the clock said at its last row
    offset_min INTEGER NOT NULL DEFAULT 0,
    -- where its journal in this file begins: behind this row, which is in another file or of another
    -- device, and had this hash; 0 and zeros: at its beginning
    began    INTEGER NOT NULL CHECK (began >= 0),
    began_head BLOB NOT NULL CHECK (length(began_head) = 32),
    exported INTEGER NOT NULL,                        -- all up to here is in a bundle
    engine   BLOB                                     -- saved state of its engine; NULL: none yet
) STRICT;

-- Codes of outcomes ("received", "not-first-out"), so that a scan's row holds a small number and
-- the number's meaning stays with the file.
CREATE TABLE code (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Who worked: known from the first scan on that names them.
CREATE TABLE operator (
    id    INTEGER PRIMARY KEY,
    code  TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name  TEXT NOT NULL DEFAULT '',
    roles INTEGER CHECK (roles BETWEEN 0 AND 7) -- 1 picker + 2 receiver + 4 supervisor; 0: none any
                                                -- more; NULL: not in the site's list
) STRICT;

CREATE TABLE partner (
    id      INTEGER PRIMARY KEY,
    number  TEXT NOT NULL UNIQUE CHECK (number <> ''),
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2), -- 0 supplier, 1 customer, 2 carrier
    name    TEXT NOT NULL,
    address TEXT NOT NULL,
    contact TEXT NOT NULL,
    gln     TEXT NOT NULL,
    -- what a customer takes
    min_life_days INTEGER NOT NULL DEFAULT 0,                           -- least life left
    one_lot       INTEGER NOT NULL DEFAULT 0 CHECK (one_lot IN (0, 1)), -- for each line
    not_older     INTEGER NOT NULL DEFAULT 0 CHECK (not_older IN (0, 1)) -- than what was sent before
) STRICT;

-- What is stocked. Its decimals and tracking are fixed once a lot of it is on record.
CREATE TABLE item (
    id                 INTEGER PRIMARY KEY,
    number             TEXT NOT NULL UNIQUE CHECK (number <> ''), -- GTIN of 14 digits or the site's own
    name               TEXT NOT NULL,
    description        TEXT NOT NULL,
    manufacturer       TEXT NOT NULL,
    unit               TEXT NOT NULL,                                 -- "pcs", "kg"
    decimals           INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6),
    tracking           INTEGER NOT NULL CHECK (tracking BETWEEN 0 AND 2), -- 0 none, 1 lot, 2 lot + serial
    needs_date         INTEGER NOT NULL CHECK (needs_date IN (0, 1)), -- a lot must have a use-by day
    blocks_best_before INTEGER NOT NULL CHECK (blocks_best_before IN (0, 1)),
    catch_weight       INTEGER NOT NULL CHECK (catch_weight IN (0, 1)), -- each movement states its weight
    min_life_days      INTEGER NOT NULL,                              -- least life left at receipt
    numbering          INTEGER NOT NULL DEFAULT 0 CHECK (numbering BETWEEN 0 AND 2), -- whose number a
                                              -- lot has: 0 as usual, 1 ours, 2 the supplier's
    over_percent       INTEGER NOT NULL DEFAULT -1, -- what a receipt may exceed its line by;
    over_units         INTEGER NOT NULL DEFAULT -1, -- or so many whole units; -1: as the site has it
    rotation           INTEGER NOT NULL DEFAULT 0 CHECK (rotation BETWEEN 0 AND 3) -- which lot goes
                                              -- first: 0 as the site has it, 1 FEFO, 2 FIFO, 3 LIFO
) STRICT;

-- A packaging of an item with a GTIN of its own.
CREATE TABLE packaging (
    number   TEXT PRIMARY KEY CHECK (number <> ''),
    item     INTEGER NOT NULL REFERENCES item (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0) -- of the item, in it
) STRICT, WITHOUT ROWID;

-- Where stock can be. Virtual places are the other end of what comes and goes; an order's place
-- has the document's number as its code and holds what was picked and is not shipped.
CREATE TABLE place (
    id          INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name        TEXT NOT NULL,
    check_digit TEXT NOT NULL,
    mixing      INTEGER NOT NULL DEFAULT 0 CHECK (mixing BETWEEN 0 AND 2), -- what may lie there: 0 any,
                                                              -- 1 one item, 2 one lot
    kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3) -- 0 real, 1 virtual, 2 an order's,
                                                              -- 3 real, and a quarantine
) STRICT;

INSERT INTO place (id, code, name, check_digit, kind) VALUES
    (1, '@supplier', 'supplier', '', 1),
    (2, '@customer', 'customer', '', 1),
    (3, '@scrap', 'scrap', '', 1),
    (4, '@count', 'count difference', '', 1),
    (5, '@production', 'production', '', 1),
    (6, '@opening', 'opening balance', '', 1);

-- Why something was done that nobody planned: what is scrapped, adjusted, stopped ...
CREATE TABLE reason (
    id   INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''), -- as it is scanned: LOTD-REASON-damaged
    name TEXT NOT NULL
) STRICT;

INSERT INTO reason (code, name) VALUES
    ('damaged', 'damaged'),
    ('expired', 'past its date'),
    ('quality', 'not good enough'),
    ('lost', 'cannot be found'),
    ('found', 'found without a record'),
    ('miscount', 'counted or booked wrongly before'),
    ('sample', 'taken as a sample'),
    ('used', 'used by ourselves'),
    ('short', 'less was there than was asked for'),
    ('customer', 'the customer asks for it'),
    ('blocked', 'it cannot be reached'),
    ('complaint', 'a customer complains'),
    ('supplier', 'the supplier asks for it'),
    ('authority', 'an authority asks for it');

CREATE TABLE document (
    id      INTEGER PRIMARY KEY,
    number  TEXT NOT NULL UNIQUE CHECK (number <> ''),
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3), -- 0 receipt, 1 order, 2 count, 3 return
    partner INTEGER REFERENCES partner (id),
    rotation INTEGER NOT NULL DEFAULT 0 CHECK (rotation BETWEEN 0 AND 3), -- as item.rotation, which it
                                                                          -- goes before
    closed  INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)) -- an order that was shipped
) STRICT;

CREATE TABLE document_line (
    document  INTEGER NOT NULL REFERENCES document (id),
    line      INTEGER NOT NULL CHECK (line > 0),
    item      INTEGER NOT NULL REFERENCES item (id),
    ordered   INTEGER NOT NULL CHECK (ordered >= 0),
    done      INTEGER NOT NULL DEFAULT 0, -- received or picked, less what was undone
    due       INTEGER,                    -- a day
    unit_cost INTEGER CHECK (unit_cost >= 0), -- 1/10,000 of a minor unit of currency, a whole unit
    lot       TEXT NOT NULL DEFAULT '',          -- the only one that is wanted; empty: any
    substitute INTEGER REFERENCES item (id),     -- that may be sent in the item's place
    PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;

-- What a supplier advises to be on a logistic unit that is to come. Dates as of a lot.
CREATE TABLE advice (
    unit        INTEGER NOT NULL REFERENCES logistic_unit (id),
    document    INTEGER NOT NULL REFERENCES document (id),
    line        INTEGER NOT NULL,
    lot         TEXT NOT NULL, -- the supplier's; empty: of an item that is not tracked
    best_before INTEGER,
    expiry      INTEGER,
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (unit, document, line, lot),
    FOREIGN KEY (document, line) REFERENCES document_line (document, line)
) STRICT, WITHOUT ROWID;

-- ---- the journal ---------------------------------------------------------------------------

-- Everything that was ever read, with what was answered.
CREATE TABLE scan (
    id         INTEGER PRIMARY KEY,
    time_ms    INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    source     INTEGER NOT NULL,                               -- which scanner
    operator   INTEGER REFERENCES operator (id),
    outcome    INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 4), -- 0 ok, 1 warning, 2 error, 3 prompt,
                                                               -- 4 ignored
    code       INTEGER NOT NULL REFERENCES code (id),
    bytes      BLOB NOT NULL,                                  -- as they were read
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- A batch of one item. An item that is not tracked has one lot, whose code is empty. The row is
-- history but for its status, which follows from the table of that name.
CREATE TABLE lot (
    id          INTEGER PRIMARY KEY,
    scan        INTEGER REFERENCES scan (id), -- that made it
    time_ms     INTEGER NOT NULL,
    offset_min  INTEGER NOT NULL,
    item        INTEGER NOT NULL REFERENCES item (id),
    code        TEXT NOT NULL,
    produced    INTEGER CHECK (produced BETWEEN 16000101 AND 99991231),
    packed      INTEGER CHECK (packed BETWEEN 16000101 AND 99991231),
    best_before INTEGER CHECK (best_before BETWEEN 16000101 AND 99991231),
    sell_by     INTEGER CHECK (sell_by BETWEEN 16000101 AND 99991231),
    expiry      INTEGER CHECK (expiry BETWEEN 16000101 AND 99991231),
    origin      INTEGER REFERENCES document (id), -- that it came with
    supplier    INTEGER REFERENCES partner (id),
    supplier_lot TEXT NOT NULL, -- the supplier's number, where the code is one of ours; else empty
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    status      INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 3), -- 0 released,
                                              -- 1 quarantine, 2 hold, 3 recalled
    -- the last day that it may be used; 99999999: undated, which sorts last
    use_by      INTEGER NOT NULL AS (coalesce(expiry, best_before, sell_by, 99999999)) VIRTUAL
) STRICT;

-- by code first: a person who knows the lot need not know the item
CREATE UNIQUE INDEX lot_by_code ON lot (code, item);
CREATE INDEX lot_by_item ON lot (item);
CREATE INDEX lot_by_supplier_lot ON lot (supplier_lot, item) WHERE supplier_lot <> '';

-- One single unit of a lot. It is unique per item and in one place at a time.
CREATE TABLE serial (
    id    INTEGER PRIMARY KEY,
    lot   INTEGER NOT NULL REFERENCES lot (id),
    item  INTEGER NOT NULL REFERENCES item (id), -- the lot's
    code  TEXT NOT NULL CHECK (code <> ''),
    place INTEGER NOT NULL REFERENCES place (id), -- where it is: this and the next follow from
    unit  INTEGER REFERENCES logistic_unit (id),  -- its movements
    UNIQUE (item, code)
) STRICT;
CREATE INDEX serial_by_lot ON serial (lot, place, unit);

-- A logistic unit (a pallet, a case) that goes by its SSCC.
CREATE TABLE logistic_unit (
    id   INTEGER PRIMARY KEY,
    sscc TEXT NOT NULL UNIQUE CHECK (sscc <> '')
) STRICT;

-- A quantity of one lot went from one place to another: double entry in one row.
CREATE TABLE movement (
    id         INTEGER PRIMARY KEY,
    scan       INTEGER REFERENCES scan (id), -- that finished it; its movements share it
    time_ms    INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    operator   INTEGER REFERENCES operator (id),
    kind       INTEGER NOT NULL CHECK (kind > 0), -- 1 receive, 2 pick, 3 ship, 4 move, 5 undo,
                                                  -- 6 scrap, 7 adjust,
                                                  -- 8 return, 9 send back, 10 count,
                                                  -- 11 transform
    lot        INTEGER NOT NULL REFERENCES lot (id),
    serial     INTEGER REFERENCES serial (id),
    from_place INTEGER NOT NULL REFERENCES place (id),
    to_place   INTEGER NOT NULL REFERENCES place (id),
    from_unit  INTEGER REFERENCES logistic_unit (id), -- taken from; NULL: it lay loose
    to_unit    INTEGER REFERENCES logistic_unit (id), -- put onto; NULL: it lies loose
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    weight     INTEGER CHECK (weight > 0),     -- net, in milligrams; NULL: not stated
    unit_cost  INTEGER CHECK (unit_cost >= 0), -- of what came in, by the document's line, or NULL
    value      INTEGER CHECK (value >= 0), -- of what came in or went out, in minor units of the
                                           -- currency, rounded once; NULL: not known, or neither
    document   INTEGER REFERENCES document (id),
    line       INTEGER NOT NULL,               -- of the document; 0: none
    override   INTEGER NOT NULL CHECK (override IN (0, 1)), -- not the lot proposed, on purpose
    reason     INTEGER REFERENCES reason (id), -- NULL: none was asked for
    reverses   INTEGER REFERENCES movement (id), -- undo: what it takes back
    hash       BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK (from_place <> to_place OR from_unit IS NOT to_unit),
    CHECK ((kind = 5) = (reverses IS NOT NULL))
) STRICT;

-- The one index that every movement pays for: the trace of a lot in order, its balance and what it
-- cost, from the index alone.
CREATE INDEX movement_by_lot ON movement (lot, id, from_place, to_place, quantity, value, document);

-- Nothing is undone twice. It holds the undo rows only, so other movements do not pay for it.
CREATE UNIQUE INDEX movement_undone ON movement (reverses) WHERE reverses IS NOT NULL;

-- What went with a serial or a logistic unit; other movements do not pay for them.
CREATE INDEX movement_by_serial ON movement (serial, id) WHERE serial IS NOT NULL;
CREATE INDEX movement_by_unit ON movement (lot, id) WHERE from_unit IS NOT NULL OR to_unit IS NOT NULL;

-- What was found of a lot at a place, whatever stock said at that moment; or that all was counted
-- that lies there. A difference is a movement of the same scan.
CREATE TABLE tally (
    id         INTEGER PRIMARY KEY,
    scan       INTEGER NOT NULL REFERENCES scan (id),
    time_ms    INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    operator   INTEGER REFERENCES operator (id),
    document   INTEGER REFERENCES document (id),
    place      INTEGER NOT NULL REFERENCES place (id),
    lot        INTEGER REFERENCES lot (id), -- NULL: the place is done
    counted    INTEGER NOT NULL CHECK (counted >= 0),
    expected   INTEGER NOT NULL,            -- what stock said
    settled    INTEGER NOT NULL CHECK (settled IN (0, 1)), -- 0: it differed, and is counted again
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX tally_by_place ON tally (place, lot, id, settled);

-- A lot was stopped, or let go again: by whom and why. The lot's own status is its last row's.
CREATE TABLE status (
    id         INTEGER PRIMARY KEY,
    time_ms    INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    user       TEXT NOT NULL,                                     -- of the system; not an operator
    lot        INTEGER NOT NULL REFERENCES lot (id),
    status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3), -- as lot.status
    reason     TEXT NOT NULL CHECK (reason <> ''),
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX status_by_lot ON status (lot, id, status);

-- What else a regulator asks about: sign-ins, approvals, imports, exports, prints, clock changes ...
CREATE TABLE event (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL, -- opened, import, export, backup, print, clock, dropped, reopened,
                              -- migrated, sealed, restored, sign-in, sign-out,
                              -- approval
    time_ms    INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    text       TEXT NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- ---- what follows --------------------------------------------------------------------------

-- What is where now. There is no row of zero and none for a virtual place: it stays as small as
-- the shelves are, however long the history grows.
-- Lot ids grow with the order of receipt: the table itself, forwards, is first in, first out, and
-- backwards last in, first out.
CREATE TABLE stock (
    item     INTEGER NOT NULL REFERENCES item (id), -- the lot's
    lot      INTEGER NOT NULL REFERENCES lot (id),
    place    INTEGER NOT NULL REFERENCES place (id),
    use_by   INTEGER NOT NULL,                      -- the lot's
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (item, lot, place)
) STRICT, WITHOUT ROWID;

-- First expired, first out: the answer stands in the index, in order; ties go to the oldest.
CREATE INDEX stock_first_out ON stock (item, use_by, lot, place, quantity);

-- What lies at a place. A quantity that changes does not touch it, only a row that comes or goes.
CREATE INDEX stock_by_place ON stock (place);

-- What lies on a logistic unit: a part of the stock at its place. All of a unit is at one place.
CREATE TABLE content (
    unit     INTEGER NOT NULL REFERENCES logistic_unit (id),
    lot      INTEGER NOT NULL REFERENCES lot (id),
    place    INTEGER NOT NULL REFERENCES place (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (unit, lot)
) STRICT, WITHOUT ROWID;

-- What of a lot at a place does not lie loose.
CREATE INDEX content_by_place ON content (place, lot);
-- What the stock of a lot cost: a layer for each movement that brought some of it in at a known
-- cost. What goes out takes from the oldest, and its last takes the rest of its value, so that a
-- lot's layers are always what the values of its movements sum to. A lot has one as a rule.
CREATE TABLE layer (
    lot      INTEGER NOT NULL REFERENCES lot (id),
    movement INTEGER NOT NULL REFERENCES movement (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- that is left of it
    value    INTEGER NOT NULL CHECK (value >= 0),   -- and what that is worth, in minor units
    PRIMARY KEY (lot, movement)
) STRICT, WITHOUT ROWID;

-- Which lot was made of which. A transaction that moves lots to @production and others from there
-- made each of these of each of those; its movements share its scan. Undone, its rows are gone. As
-- a table rather than read from the movements, recall goes from lot to lot by one index, in both
-- directions; only what is made pays for it.
CREATE TABLE genealogy (
    used INTEGER NOT NULL REFERENCES lot (id),
    made INTEGER NOT NULL REFERENCES lot (id),
    scan INTEGER NOT NULL REFERENCES scan (id), -- that finished it
    PRIMARY KEY (used, made, scan)
) STRICT, WITHOUT ROWID;
CREATE INDEX genealogy_by_made ON genealogy (made, used, scan);

-- Where something else lies than what is on record, as a short pick or a look at an empty place
-- found: it is to be counted, and what lies there is not proposed until then. A count takes it away.
CREATE TABLE recount (
    place INTEGER NOT NULL REFERENCES place (id),
    lot   INTEGER NOT NULL,                      -- 0: all that lies there
    scan  INTEGER NOT NULL REFERENCES scan (id), -- that found it
    PRIMARY KEY (place, lot)
) STRICT, WITHOUT ROWID;

-- The last number that each counter of lot numbers gave; its name is the rest of the number.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Labels to be printed: the queue, and what became of it.
CREATE TABLE job (
    id         INTEGER PRIMARY KEY,
    item       INTEGER NOT NULL REFERENCES item (id),
    lot        INTEGER REFERENCES lot (id), -- NULL: an item that is not tracked
    quantity   INTEGER NOT NULL,            -- what the label states; 0: nothing
    copies     INTEGER NOT NULL CHECK (copies > 0),
    reprint    INTEGER NOT NULL CHECK (reprint >= 0), -- how often a person asked for it again
    state      INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4), -- 0 queued, 1 sending, 2 done,
                                            -- 3 unknown, 4 cancelled
    time_ms    INTEGER NOT NULL, -- of the request
    offset_min INTEGER NOT NULL,
    scan       INTEGER UNIQUE REFERENCES scan (id), -- that asked for it, once; NULL: a person at
                                                    -- the console or through the bus
    printer    TEXT NOT NULL DEFAULT '', -- that printed it, or was to
    fault      TEXT NOT NULL DEFAULT ''  -- why it waits or is unknown: a word
) STRICT;
CREATE INDEX job_by_state ON job (state);

-- ---- rules ---------------------------------------------------------------------------------

CREATE TRIGGER scan_stays BEFORE UPDATE ON scan BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER scan_kept BEFORE DELETE ON scan BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER movement_stays BEFORE UPDATE ON movement BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER movement_kept BEFORE DELETE ON movement BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER tally_stays BEFORE UPDATE ON tally BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER tally_kept BEFORE DELETE ON tally BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER status_stays BEFORE UPDATE ON status BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER status_kept BEFORE DELETE ON status BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER lot_kept BEFORE DELETE ON lot BEGIN SELECT raise(ABORT, 'history is append-only'); END;
CREATE TRIGGER lot_stays BEFORE UPDATE OF id, scan, time_ms, offset_min, item, code, produced, packed,
    best_before, sell_by, expiry, origin, supplier, supplier_lot, hash ON lot
    BEGIN SELECT raise(ABORT, 'history is append-only'); END;

-- A lot has the status that its last row says.
CREATE TRIGGER status_holds AFTER INSERT ON status BEGIN UPDATE lot SET status = new.status WHERE id = new.lot; END;
CREATE TRIGGER lot_status_follows BEFORE UPDATE OF status ON lot
    WHEN new.status IS NOT (SELECT status FROM status WHERE lot = new.id ORDER BY id DESC LIMIT 1)
    BEGIN SELECT raise(ABORT, 'a lot''s status follows from the history'); END;

-- Natural keys are part of the chain.
CREATE TRIGGER item_number_stays BEFORE UPDATE OF number ON item BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER place_code_stays BEFORE UPDATE OF code ON place BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER partner_number_stays BEFORE UPDATE OF number ON partner BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER document_number_stays BEFORE UPDATE OF number ON document BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER reason_code_stays BEFORE UPDATE OF code ON reason BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER operator_code_stays BEFORE UPDATE OF code ON operator BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER serial_stays BEFORE UPDATE OF id, lot, item, code ON serial BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER logistic_unit_stays BEFORE UPDATE ON logistic_unit BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
CREATE TRIGGER code_stays BEFORE UPDATE ON code BEGIN SELECT raise(ABORT, 'a key is for ever'); END;
