/* SPDX-License-Identifier: MIT */
/* From the first row, from the last sealed one, or from where it was left. */

#include "verify_start.h"

#include "complain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Where the public half is not at hand, or of another device, any one's seals are taken, as long as
 * it is always the same.
 */
static int find_key(struct verify_start *start, const struct lot_ledger *ledger,
                    const struct config *config)
{
    char *path = NULL;
    if (asprintf(&path, "%s.pub", config->key_path) < 0) {
        return complain(EXIT_FAILED, "out of memory");
    }
    int error = lot_key_read_public(path, start->public_key);
    int status = error < 0 && error != -ENOENT
                     ? complain(EXIT_FAILED, "%s: this public key cannot be read: %s", path,
                                strerror(-error))
                     : EXIT_DONE;
    bool own = error == 0 && lot_key_number(start->public_key) == lot_ledger_device(ledger);
    start->verify.public_key = own ? start->public_key : NULL;
    free(path);
    return status;
}

static int find_seal(struct verify_start *start, struct lot_ledger *ledger,
                     const struct config *config)
{
    int outcome = lot_ledger_last_seal(ledger, start->verify.public_key, &start->verify.after);
    return outcome < 0   ? ledger_failed(ledger, config)
           : outcome > 0 ? complain(EXIT_NO, "%s: there is no seal that holds; verify it whole",
                                    config->ledger_path)
                         : EXIT_DONE;
}

int verify_start_find(struct verify_start *start, struct lot_ledger *ledger,
                      const struct config *config, const struct request *request)
{
    int status = find_key(start, ledger, config);
    if (status == EXIT_DONE && request_has(request, OPTION_FROM_SEAL)) {
        return find_seal(start, ledger, config);
    }
    if (status == EXIT_DONE && request_has(request, OPTION_RESUME) &&
        verify_mark_read(config->ledger_path, &start->mark) == 0) {
        start->verify.after = start->mark.id;
        start->verify.head = start->mark.head;
    }
    return status;
}
