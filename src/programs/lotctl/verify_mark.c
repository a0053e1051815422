/* SPDX-License-Identifier: MIT */
/* Written under another name and renamed: a mark is whole, or the one before. */

#include "verify_mark.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MARK_SIZE 128

static int name_of(const char *ledger, const char *suffix, char **out)
{
    return asprintf(out, "%s%s", ledger, suffix) < 0 ? -ENOMEM : 0;
}

/* "ID HASH", as write_file has it. */
static bool read_mark(const char *line, struct verify_mark *out)
{
    char *hex = NULL;
    out->id = strtoull(line, &hex, 10);
    bool read = out->id != 0 && *hex++ == ' ';
    for (size_t i = 0; read && i < sizeof out->head; i++, hex += 2) {
        char byte[3] = {hex[0], hex[0] != '\0' ? hex[1] : '\0', '\0'};
        char *end = NULL;
        out->head[i] = (uint8_t)strtoul(byte, &end, 16);
        read = end == byte + 2;
    }
    return read;
}

int verify_mark_read(const char *ledger, struct verify_mark *out)
{
    char *name = NULL;
    if (name_of(ledger, ".verified", &name) < 0) {
        return 1;
    }
    FILE *file = fopen(name, "re");
    free(name);
    if (!file) {
        return 1;
    }
    char line[MARK_SIZE] = "";
    bool read = fgets(line, sizeof line, file) && read_mark(line, out);
    fclose(file);
    return read ? 0 : 1;
}

static int write_file(const char *name, const struct verify_mark *mark)
{
    FILE *file = fopen(name, "we");
    if (!file) {
        return -errno;
    }
    fprintf(file, "%" PRIu64 " ", mark->id);
    for (size_t i = 0; i < sizeof mark->head; i++) {
        fprintf(file, "%02x", mark->head[i]);
    }
    fputc('\n', file);
    return fclose(file) != 0 ? -errno : 0;
}

int verify_mark_write(const char *ledger, const struct verify_mark *mark)
{
    char *name = NULL, *draft = NULL;
    int error = name_of(ledger, ".verified", &name);
    error = error == 0 ? name_of(ledger, ".verified.new", &draft) : error;
    error = error == 0 ? write_file(draft, mark) : error;
    if (error == 0 && rename(draft, name) < 0) {
        error = -errno;
    }
    free(draft);
    free(name);
    return error;
}
