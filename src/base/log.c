/* SPDX-License-Identifier: MIT */
/*
 * The programs' log: a line on standard error with the syslog priority that journald understands,
 * or a plain one on a terminal. errno survives, so that a log line never changes what comes after.
 */

#include <lot/base.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static enum lot_log_level most = LOT_LOG_INFO;

void lot_log_set_level(enum lot_log_level level)
{
    most = level;
}

void lot_log(enum lot_log_level level, const char *format, ...)
{
    static const struct {
        const char *priority, *word;
    } levels[] = {
        [LOT_LOG_ERROR] = {"<3>", "error: "  },
        [LOT_LOG_WARNING] = {"<4>", "warning: "},
        [LOT_LOG_INFO] = {"<6>", ""         },
        [LOT_LOG_DEBUG] = {"<7>", "debug: "  },
    };
    if (level > most) {
        return;
    }
    int saved = errno;
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    bool journal = getenv("JOURNAL_STREAM") != NULL;
    fprintf(stderr, "%s%s\n", journal ? levels[level].priority : levels[level].word, line);
    errno = saved;
}
