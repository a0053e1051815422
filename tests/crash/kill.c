/* SPDX-License-Identifier: MIT */
/*
 * usage: kill LOTD FOLDER KILLS
 * Feeds receipts into lotd --input - and kills it with SIGKILL at any moment, again and again. With
 * LIBFAKETIME in the environment each life has another clock, back and forth over years. A scan is
 * acknowledged when its whole line was written. In the end each acknowledged scan and movement must
 * be in the ledger, in order, and the ledger clean. FOLDER holds lotd.conf and a ledger
 * (site.ledger) that knows the item. Prints TAP.
 */

#include <lot/base.h>
#include <lot/ledger.h>

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ITEM        "09521234000013"
#define AHEAD       20u /* lines that wait in the pipe: the daemon is never idle */
#define MOVES_MAX   200000u
#define LINE_SIZE   4096u
#define ACKS_A_LIFE 16u /* at most, before it is killed */

struct acknowledged {
    unsigned count;
    unsigned scan[MOVES_MAX];     /* the number in the scan's lot */
    uint64_t movement[MOVES_MAX]; /* 0: none */
};

struct life {
    pid_t pid;
    int in, out; /* our ends of its standard input and output */
};

static uint32_t random_state = 1;

static unsigned random_below(unsigned limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

static void give_up(const char *what)
{
    printf("Bail out! %s\n", what);
    perror(what);
    exit(1);
}

/* ---- one life of the daemon ----------------------------------------------------------------- */

/* The days from now that the next life's clock is off. */
static void set_clock(int days)
{
    const char *library = getenv("LIBFAKETIME");
    char offset[32];
    if (library) {
        snprintf(offset, sizeof offset, "%+dd", days);
        setenv("LD_PRELOAD", library, 1);
        setenv("FAKETIME", offset, 1);
    }
}

static struct life start(const char *lotd, const char *folder)
{
    char config[512];
    int in[2], out[2], days = (int)random_below(4000) - 3000;
    snprintf(config, sizeof config, "%s/lotd.conf", folder);
    if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0) {
        give_up("pipe");
    }
    fflush(stdout);
    pid_t pid = fork();
    if (pid < 0) {
        give_up("fork");
    }
    if (pid == 0) {
        set_clock(days);
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        execl(lotd, lotd, "--config", config, "--input", "-", "--json", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    return (struct life){pid, in[1], out[0]};
}

/* The number'th scan: a receipt of a lot of its own. */
static void feed(const struct life *life, unsigned number)
{
    char line[128];
    int size = snprintf(line, sizeof line,
                        "]d201" ITEM "17491231303\x1d"
                        "10L%06u\n",
                        number);
    if (write(life->in, line, (size_t)size) != size) {
        give_up("write");
    }
}

/* An acknowledgement's scan and movement. A line that says anything but "received" ends the test.
 */
static void take(struct acknowledged *acknowledged, const char *line)
{
    const char *lot = strstr(line, "10L");
    const char *moves = strstr(line, "\"movements\":[");
    if (!strstr(line, "\"code\":\"received\"") || !lot || !moves ||
        acknowledged->count == MOVES_MAX) {
        printf("# %s\n", line);
        give_up("an outcome that was not expected");
    }
    acknowledged->scan[acknowledged->count] = (unsigned)strtoul(lot + 3, NULL, 10);
    acknowledged->movement[acknowledged->count] = strtoull(moves + 13, NULL, 10);
    acknowledged->count++;
}

struct reader {
    size_t used;
    char line[LINE_SIZE];
};

/* Reads what is there; false at the end of the output. A line without its end is no line. */
static bool read_some(struct reader *reader, const struct life *life,
                      struct acknowledged *acknowledged)
{
    ssize_t size =
        read(life->out, reader->line + reader->used, sizeof reader->line - 1 - reader->used);
    if (size <= 0) {
        return false;
    }
    reader->used += (size_t)size;
    reader->line[reader->used] = '\0';
    char *end;
    while ((end = strchr(reader->line, '\n')) != NULL) {
        *end = '\0';
        take(acknowledged, reader->line);
        reader->used -= (size_t)(end + 1 - reader->line);
        memmove(reader->line, end + 1, reader->used + 1);
    }
    return true;
}

/* Lives for a random number of scans and a random while more, and is killed. */
static void live_and_die(const char *lotd, const char *folder, unsigned *next,
                         struct acknowledged *acknowledged)
{
    struct life life = start(lotd, folder);
    struct reader reader = {0};
    unsigned limit = acknowledged->count + random_below(ACKS_A_LIFE);
    unsigned first = *next, before = acknowledged->count;
    bool alive = true;
    while (alive && acknowledged->count < limit) {
        while (*next - first < acknowledged->count - before + AHEAD) {
            feed(&life, (*next)++);
        }
        alive = read_some(&reader, &life, acknowledged);
    }
    struct timespec pause = {.tv_nsec = (long)random_below(8000) * 1000};
    nanosleep(&pause, NULL);
    kill(life.pid, SIGKILL);
    while (read_some(&reader, &life, acknowledged)) {
    }
    int status = 0;
    waitpid(life.pid, &status, 0);
    close(life.in);
    close(life.out);
    if (!WIFSIGNALED(status)) {
        give_up("lotd ended by itself");
    }
}

/* ---- afterwards ----------------------------------------------------------------------------- */

static unsigned number;

static void result(bool passed, const char *name)
{
    printf("%sok %u - %s\n", passed ? "" : "not ", ++number, name);
}

static struct lot_ledger *open_ledger(const char *folder)
{
    char path[512];
    struct lot_ledger *ledger = NULL;
    struct lot_ledger_fault fault;
    snprintf(path, sizeof path, "%s/site.ledger", folder);
    const struct lot_ledger_options options = {.path = path, .read_only = true};
    if (lot_ledger_open(&ledger, &options, &fault) < 0) {
        printf("# %s\n", fault.text);
        give_up("open");
    }
    return ledger;
}

static unsigned column_of(const struct lot_answer *answer, const char *name)
{
    unsigned count = 0;
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(columns[i].name, name) == 0) {
            return i;
        }
    }
    give_up(name);
    return 0;
}

static struct lot_answer *ask(struct lot_ledger *ledger, enum lot_question question)
{
    struct lot_answer *answer = NULL;
    if (lot_ledger_ask(ledger, question, &(struct lot_filter){0}, &answer) < 0) {
        give_up("ask");
    }
    return answer;
}

/* The number in a scan's lot; UINT32_MAX when it is another scan. */
static unsigned lot_number(struct lot_span scan)
{
    int64_t value = 0;
    if (scan.size < 9 || lot_span_number(lot_span_part(scan, scan.size - 6, 6), &value) < 0) {
        return UINT32_MAX;
    }
    return (unsigned)value;
}

/* Scans on record, in their order, pass all that were acknowledged, in theirs; none stands twice.
 */
static void check_scans(struct lot_ledger *ledger, const struct acknowledged *acknowledged)
{
    struct lot_answer *answer = ask(ledger, LOT_ASK_SCANS);
    unsigned column = column_of(answer, "scan");
    unsigned found = 0, last = 0, rows = 0;
    bool ordered = true;
    while (lot_answer_next(answer) == 0) {
        unsigned scan = lot_number(lot_answer_cell(answer, column).text);
        if (scan == UINT32_MAX) {
            continue; /* what set the stage */
        }
        ordered = ordered && (rows++ == 0 || scan > last);
        last = scan;
        if (found < acknowledged->count && acknowledged->scan[found] == scan) {
            found++;
        }
    }
    lot_answer_free(answer);
    printf("# %u scans are on record, %u were acknowledged\n", rows, acknowledged->count);
    result(found == acknowledged->count, "every acknowledged scan is in the ledger");
    result(ordered && rows > 0, "in order, and each once");
}

static void check_movements(struct lot_ledger *ledger, const struct acknowledged *acknowledged)
{
    struct lot_answer *answer = ask(ledger, LOT_ASK_HISTORY);
    unsigned column = column_of(answer, "sequence");
    unsigned found = 0;
    while (lot_answer_next(answer) == 0) {
        uint64_t sequence = (uint64_t)lot_answer_cell(answer, column).number;
        if (found < acknowledged->count &&
            LOT_LEDGER_SEQUENCE(acknowledged->movement[found]) == sequence) {
            found++;
        }
    }
    lot_answer_free(answer);
    result(found == acknowledged->count, "so is every movement");
}

static void tell(void *user, const struct lot_finding *finding)
{
    (void)user;
    printf("# %s %" PRIu64 ": %s\n", finding->what, finding->id, finding->text);
}

int main(int argc, char **argv)
{
    static struct acknowledged acknowledged;
    if (argc != 4) {
        fprintf(stderr, "usage: kill LOTD FOLDER KILLS\n");
        return 2;
    }
    unsigned kills = (unsigned)strtoul(argv[3], NULL, 10), next = 1;
    signal(SIGPIPE, SIG_IGN);
    printf("1..4\n");
    for (unsigned i = 0; i < kills; i++) {
        live_and_die(argv[1], argv[2], &next, &acknowledged);
    }
    printf("# killed %u times\n", kills);
    struct lot_ledger *ledger = open_ledger(argv[2]);
    struct lot_verified verified;
    check_scans(ledger, &acknowledged);
    check_movements(ledger, &acknowledged);
    result(lot_ledger_verify(ledger, tell, NULL, &verified) == 0, "the ledger is clean");
    lot_ledger_close(ledger);
    return 0;
}
