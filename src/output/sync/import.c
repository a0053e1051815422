/* SPDX-License-Identifier: MIT */
/*
 * Reference data comes in: a CSV file is read once into memory (what is hashed is what is taken),
 * its rows are read by the kind's table and put into the ledger in one transaction that is kept
 * only when no row had a fault.
 */

#include "import_table.h"
#include "seen.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FILE_MAX_SIZE = 16 << 20
};

struct import {
    struct lot_ledger *ledger;
    enum lot_import_kind kind;
    struct import_faults faults;
    struct import_header header;
    bool has_header, header_is_good;
    struct seen *seen;
    int64_t rows;
};

/* Where a file came from. */
struct import_source {
    const char *path;
    struct lot_span user;
    struct lot_time now;
};

/* ---- what a kind of file does with a record ------------------------------------------------- */

/* The decimals of its quantities. 0, or 1: a fault was told, or negative. */
typedef int find_decimals(struct import *import, int64_t line, union import_record *record,
                          uint8_t *decimals);

static int no_decimals(struct import *import, int64_t line, union import_record *record,
                       uint8_t *decimals)
{
    (void)import;
    (void)line;
    (void)record;
    *decimals = 0;
    return 0;
}

static int own_decimals(struct import *import, int64_t line, union import_record *record,
                        uint8_t *decimals)
{
    (void)import;
    (void)line;
    *decimals = record->item.decimals;
    return 0;
}

static int put_item(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_item(ledger, &record->item);
}

static int put_partner(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_partner(ledger, &record->partner);
}

static int put_place(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_place(ledger, &record->place);
}

static int put_reason(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_reason(ledger, &record->reason);
}

static int put_operator(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_operator(ledger, &record->who);
}

static int put_line(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_line(ledger, &record->line);
}

static int put_advice(struct lot_ledger *ledger, const union import_record *record)
{
    return lot_ledger_put_advice(ledger, &record->advice);
}

static find_decimals item_decimals;

#define KEY(member) offsetof(union import_record, member)

static const struct {
    find_decimals *decimals;
    int (*put)(struct lot_ledger *ledger, const union import_record *record);
    size_t key;       /* where the struct lot_text is that names the record */
    size_t item;      /* item_decimals: where the item's number is */
    size_t part, lot; /* what else tells two records apart: an int32_t, a struct lot_text; or 0 */
} kinds[LOT_IMPORT_KIND_COUNT] = {
    [LOT_IMPORT_ITEMS] = {own_decimals,  put_item,     KEY(item.number),    0,                0, 0              },
    [LOT_IMPORT_PARTNERS] = {no_decimals,   put_partner,  KEY(partner.number), 0,                0, 0              },
    [LOT_IMPORT_LOCATIONS] = {no_decimals,   put_place,    KEY(place.code),     0,                0, 0              },
    [LOT_IMPORT_REASONS] = {no_decimals,   put_reason,   KEY(reason.code),    0,                0, 0              },
    [LOT_IMPORT_OPERATORS] = {no_decimals,   put_operator, KEY(who.code),       0,                0, 0              },
    [LOT_IMPORT_DOCUMENTS] = {item_decimals, put_line,     KEY(line.document),  KEY(line.item),
                          KEY(line.line),                                                        0              },
    [LOT_IMPORT_ADVICES] = {item_decimals, put_advice,   KEY(advice.sscc),    KEY(advice.item),
                          KEY(advice.line),                                                      KEY(advice.lot)},
};

static const struct lot_text *text_at(const union import_record *record, size_t offset)
{
    return (const struct lot_text *)((const uint8_t *)record + offset);
}

static int item_decimals(struct import *import, int64_t line, union import_record *record,
                         uint8_t *decimals)
{
    const struct lot_book *book = lot_ledger_book(import->ledger);
    struct lot_book_item item;
    struct lot_span number = lot_text_span(text_at(record, kinds[import->kind].item));
    int found = book->item(book->self, number, &item);
    if (found < 0) {
        return found;
    }
    if (found > 0) {
        import_fault(&import->faults, line, "item", "%.*s is not on record: import items first",
                     (int)number.size, (const char *)number.data);
        return 1;
    }
    if (item.pack > 0) {
        import_fault(&import->faults, line, "item", "this is a packaging of %.*s: order that one",
                     item.number.size, (const char *)item.number.bytes);
        return 1;
    }
    *decimals = item.decimals;
    return 0;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static int32_t part_of(const union import_record *record, size_t offset)
{
    int32_t part = 0;
    if (offset > 0) {
        memcpy(&part, (const uint8_t *)record + offset, sizeof part);
    }
    return part;
}

/* The same record twice in a file: the second would silently replace the first. */
static int judge_repeated(struct import *import, int64_t line, const union import_record *record)
{
    const struct seen_key key = {
        .text = text_at(record, kinds[import->kind].key),
        .lot = kinds[import->kind].lot > 0 ? text_at(record, kinds[import->kind].lot) : NULL,
        .part = part_of(record, kinds[import->kind].part),
    };
    int64_t first = seen_before(import->seen, &key, line);
    if (first > 0) {
        import_fault(&import->faults, line, "", "the same stands in line %lld", (long long)first);
    }
    return first < 0 ? (int)first : 0;
}

static int put_record(struct import *import, int64_t line, const union import_record *record)
{
    int error = kinds[import->kind].put(import->ledger, record);
    if (error == -EDOM) {
        const struct lot_ledger_fault *fault = lot_ledger_fault(import->ledger);
        import_fault(&import->faults, line, "", "%s",
                     fault->text[0] ? fault->text : "the ledger refuses this row");
        return 0;
    }
    import->rows += error == 0;
    return error;
}

static int take_record(struct import *import, const struct csv_row *row)
{
    const struct import_reading reading = {&import->header, row, &import->faults};
    union import_record record;
    uint8_t decimals = 0;
    if (!import_read_row(&reading, &record)) {
        return 0;
    }
    int error = judge_repeated(import, row->line, &record);
    if (error == 0) {
        error = kinds[import->kind].decimals(import, row->line, &record, &decimals);
    }
    if (error != 0) {
        return error < 0 ? error : 0;
    }
    return import_read_quantities(&reading, decimals, &record)
               ? put_record(import, row->line, &record)
               : 0;
}

static int take_row(void *user, const struct csv_row *row)
{
    struct import *import = user;
    if (!import->has_header) {
        import->has_header = true;
        import->header_is_good =
            import_read_header(&import->header, import->kind, row, &import->faults);
        return 0;
    }
    return import->header_is_good ? take_record(import, row) : 0;
}

static void take_fault(void *user, int64_t line, const char *text)
{
    struct import *import = user;
    import->has_header = true; /* before it there is nothing but the header itself */
    import_fault(&import->faults, line, "", "%s", text);
}

/* ---- the file ------------------------------------------------------------------------------- */

static int read_whole(int fd, uint8_t *out, size_t size)
{
    for (size_t at = 0; at < size;) {
        ssize_t got = read(fd, out + at, size - at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got < 0 ? -errno : -EIO; /* shorter than it was a moment ago */
        }
        at += (size_t)got;
    }
    return 0;
}

/* 0 and the bytes (to be freed); 1: a fault was told; negative: it cannot be read. */
static int load_open(int fd, struct import_faults *faults, uint8_t **bytes, size_t *size)
{
    struct stat status;
    if (fstat(fd, &status) < 0) {
        return -errno;
    }
    if (!S_ISREG(status.st_mode)) {
        import_fault(faults, 1, "", "this is not a file");
        return 1;
    }
    if (status.st_size > FILE_MAX_SIZE) {
        import_fault(faults, 1, "", "the file is larger than 16 MiB: split it");
        return 1;
    }
    *size = (size_t)status.st_size;
    *bytes = malloc(*size + 1);
    return *bytes ? read_whole(fd, *bytes, *size) : -ENOMEM;
}

static int load(const char *path, struct import_faults *faults, uint8_t **bytes, size_t *size)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    int error = load_open(fd, faults, bytes, size);
    close(fd);
    return error;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* Who took which file: the ledger keeps it for good. */
static int record(const struct import *import, const struct import_source *source,
                  struct lot_span file)
{
    uint8_t hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    char text[4096];
    struct lot_json json;
    const char *slash = strrchr(source->path, '/');
    crypto_hash_sha256(hash, file.data, file.size);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    lot_json_begin(&json, text, sizeof text);
    lot_json_object(&json, NULL);
    lot_json_string(&json, "kind", lot_import_kind_name(import->kind));
    lot_json_string(&json, "file", slash ? slash + 1 : source->path);
    lot_json_string(&json, "sha256", hex);
    lot_json_bytes(&json, "user", source->user);
    lot_json_int(&json, "rows", import->rows);
    lot_json_object_end(&json);
    int size = lot_json_end(&json);
    return size < 0 ? -EMSGSIZE
                    : lot_ledger_record(import->ledger, LOT_LEDGER_EVENT_IMPORT, source->now,
                                        lot_span(text, (size_t)size));
}

static int take_rows(struct import *import, struct lot_span file)
{
    const struct csv_handler handler = {import, take_row, take_fault};
    int error = csv_read(file, &handler);
    if (error == 0 && !import->has_header) {
        import_fault(&import->faults, 1, "", "the file is empty: a header row is expected");
    } else if (error == 0 && import->faults.count == 0 && import->rows == 0) {
        import_fault(&import->faults, 1, "", "the file has a header and no rows");
    }
    return error;
}

/* 0: kept; 1: faults were told, nothing was kept; negative: the ledger failed. */
static int take_file(struct import *import, const struct import_source *source,
                     struct lot_span file)
{
    int error = lot_ledger_import_begin(import->ledger);
    if (error < 0) {
        return error;
    }
    error = take_rows(import, file);
    if (error == 0 && import->faults.count == 0) {
        error = record(import, source, file);
    }
    bool keep = error == 0 && import->faults.count == 0;
    int ended = lot_ledger_import_end(import->ledger, keep);
    if (error == 0) {
        error = ended;
    }
    return error == 0 && !keep ? 1 : error;
}

int lot_import(struct lot_ledger *ledger, enum lot_import_kind kind, const char *path,
               struct lot_span user_name, struct lot_time now,
               void (*report)(void *user, const struct lot_import_fault *fault), void *user,
               int64_t *rows)
{
    struct import import = {
        .ledger = ledger, .kind = kind, .faults = {.report = report, .user = user}
    };
    const struct import_source source = {path, user_name, now};
    uint8_t *bytes = NULL;
    size_t size = 0;
    *rows = 0;
    import.seen = sodium_init() < 0 ? NULL : seen_new();
    int outcome = import.seen ? load(path, &import.faults, &bytes, &size) : -ENOMEM;
    if (outcome == 0) {
        outcome = take_file(&import, &source, lot_span(bytes, size));
    }
    if (outcome == 0) {
        *rows = import.rows;
    }
    free(bytes);
    seen_free(import.seen);
    return outcome;
}
