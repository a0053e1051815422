/* SPDX-License-Identifier: MIT */
/*
 * What went wrong, in words that a person can act on: SQLite's result codes and the system's errno
 * become one of a few reasons. One table; what is not in it is BROKEN.
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "store.h"

struct reading {
    int code; /* primary result code, or errno */
    enum lot_ledger_reason reason;
    int error;
};

static const struct reading of_sqlite[] = {
    {SQLITE_CORRUPT,    LOT_LEDGER_DAMAGED, -EUCLEAN },
    {SQLITE_NOTADB,     LOT_LEDGER_FOREIGN, -EBADMSG },
    {SQLITE_FULL,       LOT_LEDGER_FULL,    -ENOSPC  },
    {SQLITE_READONLY,   LOT_LEDGER_DENIED,  -EROFS   },
    {SQLITE_PERM,       LOT_LEDGER_DENIED,  -EACCES  },
    {SQLITE_AUTH,       LOT_LEDGER_DENIED,  -EACCES  },
    {SQLITE_BUSY,       LOT_LEDGER_LOCKED,  -EBUSY   },
    {SQLITE_LOCKED,     LOT_LEDGER_LOCKED,  -EBUSY   },
    {SQLITE_NOMEM,      LOT_LEDGER_BROKEN,  -ENOMEM  },
    {SQLITE_TOOBIG,     LOT_LEDGER_FINE,    -EMSGSIZE},
    {SQLITE_CONSTRAINT, LOT_LEDGER_FINE,    -EDOM    },
};

static const struct reading of_system[] = {
    {ENOENT,  LOT_LEDGER_MISSING, -ENOENT },
    {ENOTDIR, LOT_LEDGER_MISSING, -ENOTDIR},
    {EACCES,  LOT_LEDGER_DENIED,  -EACCES },
    {EPERM,   LOT_LEDGER_DENIED,  -EPERM  },
    {EROFS,   LOT_LEDGER_DENIED,  -EROFS  },
    {EISDIR,  LOT_LEDGER_FOREIGN, -EISDIR },
    {ENOSPC,  LOT_LEDGER_FULL,    -ENOSPC },
    {EDQUOT,  LOT_LEDGER_FULL,    -ENOSPC },
    {EFBIG,   LOT_LEDGER_FULL,    -ENOSPC },
};

static struct reading find(const struct reading *rows, size_t count, int code)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].code == code) {
            return rows[i];
        }
    }
    return (struct reading){code, LOT_LEDGER_BROKEN, -EIO};
}
#define FIND(rows, code) find(rows, sizeof(rows) / sizeof(rows)[0], code)

int ledger_fail_with(struct lot_ledger *ledger, enum lot_ledger_reason reason, int error,
                     const char *format, ...)
{
    ledger->fault = (struct lot_ledger_fault){.reason = reason, .error = error};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(ledger->fault.text, sizeof ledger->fault.text, format, arguments);
    va_end(arguments);
    return error;
}

/* The system's errno tells more, where SQLite only says that something failed. */
static struct reading read_fault(int primary, int system)
{
    struct reading reading = FIND(of_sqlite, primary);
    if (system == 0) {
        return reading;
    }
    struct reading told = FIND(of_system, system);
    bool about_writing = told.reason == LOT_LEDGER_FULL || told.reason == LOT_LEDGER_DENIED;
    return primary == SQLITE_CANTOPEN || about_writing ? told : reading;
}

/* 0: there is none to tell. SQLite keeps none of a COMMIT that failed: then it is still errno. */
static int system_error(sqlite3 *database, int primary)
{
    if (primary != SQLITE_CANTOPEN && primary != SQLITE_IOERR) {
        return 0;
    }
    int kept = sqlite3_system_errno(database);
    return kept != 0 ? kept : errno;
}

int ledger_fail_at(struct lot_ledger *ledger, sqlite3 *database, int result)
{
    int primary = result & 0xff;
    int system = system_error(database, primary);
    struct reading reading = read_fault(primary, system);
    return ledger_fail_with(ledger, reading.reason, reading.error, system ? "%s: %s" : "%s",
                            sqlite3_errmsg(database), strerror(system));
}

int ledger_fail(struct lot_ledger *ledger, int result)
{
    return ledger_fail_at(ledger, ledger->database, result);
}

int ledger_fail_system(struct lot_ledger *ledger, int error, const char *text)
{
    struct reading reading = FIND(of_system, -error);
    int told = reading.reason == LOT_LEDGER_BROKEN ? error : reading.error;
    return ledger_fail_with(ledger, reading.reason, told, "%s: %s", text, strerror(-error));
}

int ledger_refuse(struct lot_ledger *ledger, const char *format, ...)
{
    ledger->fault = (struct lot_ledger_fault){.reason = LOT_LEDGER_FINE, .error = -EDOM};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(ledger->fault.text, sizeof ledger->fault.text, format, arguments);
    va_end(arguments);
    return -EDOM;
}

const struct lot_ledger_fault *lot_ledger_fault(const struct lot_ledger *ledger)
{
    return &ledger->fault;
}
