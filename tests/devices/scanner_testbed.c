/* SPDX-License-Identifier: MIT */
/*
 * usage: umockdev-wrapper scanner_testbed COMMAND [ARGUMENT]... <STEPS
 *
 * Runs a program with a mock scanner that is plugged in, types, loses events and is unplugged, and
 * checks what the program prints: whatever reads scanners, a whole daemon or a dozen lines, is
 * tested by a page of steps. A step is a line:
 *
 *   run               start COMMAND; its standard output is read by expect and await
 *   plug, unplug      the scanner comes and goes
 *   uevent ACTION     udev tells of it once more: add, change or remove
 *   opened, closed    wait until the scanner is grabbed; until nobody has it open
 *   type TEXT         the scanner types on a US layout; \n, \t, \\ and \xNN are understood
 *   keys CHORD...     key names as in KEY_...: "LEFTSHIFT+A ENTER"
 *   press KEY, repeat KEY, release KEY
 *   replay FILE       types what umockdev-record --evemu-events recorded
 *   read              wait until all that was typed was read
 *   overflow          the kernel drops what was not read yet
 *   taken, free       somebody else has the grab; lets go of it
 *   timers N          wait until COMMAND has N timers armed
 *   expect PATTERN    the next line printed is this (shell pattern, '\' is itself)
 *   await PATTERN     lines are skipped until one is this
 *   stop              COMMAND is asked to end by SIGTERM, its exit status must be 0
 *   end               it printed nothing more
 *
 * Steps wait for what they depend on, never for a time; a minute without an end is a failure.
 * Exit status: 0 all as said, 1 not, 2 usage or the fixture failed. COMMAND is stopped at the end.
 */

#include "mock_scanner.h"
#include "mock_typing.h"

#include <dirent.h>
#include <fnmatch.h>
#include <signal.h>
#include <sys/wait.h>

#define WATCHDOG_SECONDS 60

struct testbed {
    struct mock_scanner scanner;
    const char *folder; /* of the fixture */
    char **command;
    pid_t pid;    /* 0: not running */
    FILE *output; /* what it prints */
    char *line;
    size_t line_size;
};

/* ---- typing ------------------------------------------------------------------------------- */

static bool do_type(struct testbed *bed, char *text)
{
    type_text(&bed->scanner, text);
    return true;
}

static bool do_press(struct testbed *bed, char *name)
{
    mock_key(&bed->scanner, key_named(name), MOCK_DOWN);
    return true;
}

static bool do_repeat(struct testbed *bed, char *name)
{
    mock_key(&bed->scanner, key_named(name), MOCK_REPEAT);
    return true;
}

static bool do_release(struct testbed *bed, char *name)
{
    mock_key(&bed->scanner, key_named(name), MOCK_UP);
    return true;
}

static bool do_keys(struct testbed *bed, char *chords)
{
    char *rest = NULL;
    for (char *chord = strtok_r(chords, " ", &rest); chord; chord = strtok_r(NULL, " ", &rest)) {
        type_chord(&bed->scanner, chord);
    }
    return true;
}

static bool do_replay(struct testbed *bed, char *name)
{
    char path[4096];
    char line[128];
    unsigned type, code;
    int value;
    snprintf(path, sizeof path, "%s/%s", bed->folder, name);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "E: %*s %4x %4x %d", &type, &code, &value) == 3 && type == EV_KEY) {
            mock_key(&bed->scanner, code, (enum mock_value)value);
        }
    }
    if (!file) {
        perror(path);
        return false;
    }
    fclose(file);
    return true;
}

/* ---- plugging ------------------------------------------------------------------------------- */

static bool do_plug(struct testbed *bed, char *unused)
{
    (void)unused;
    char path[4096];
    snprintf(path, sizeof path, "%s/scanner.umockdev", bed->folder);
    mock_plug(&bed->scanner, path);
    return true;
}

static bool do_unplug(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_unplug(&bed->scanner);
    return true;
}

static bool do_uevent(struct testbed *bed, char *action)
{
    umockdev_testbed_uevent(bed->scanner.bed, MOCK_PATH, action);
    return true;
}

static bool do_opened(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_wait_open(&bed->scanner, true);
    return true;
}

static bool do_closed(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_wait_open(&bed->scanner, false);
    return true;
}

static bool do_read(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_wait_read(&bed->scanner);
    return true;
}

static bool do_overflow(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_overflow(&bed->scanner);
    return true;
}

static bool do_taken(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_take(&bed->scanner, true);
    return true;
}

static bool do_free(struct testbed *bed, char *unused)
{
    (void)unused;
    mock_take(&bed->scanner, false);
    return true;
}

/* ---- the program ---------------------------------------------------------------------------- */

static bool do_run(struct testbed *bed, char *unused)
{
    (void)unused;
    int ends[2];
    if (pipe(ends) < 0) {
        perror("pipe");
        return false;
    }
    bed->pid = fork();
    if (bed->pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(bed->command[0], bed->command);
        perror(bed->command[0]);
        _exit(127);
    }
    close(ends[1]);
    bed->output = fdopen(ends[0], "r");
    return bed->pid > 0 && bed->output;
}

static bool do_stop(struct testbed *bed, char *unused)
{
    (void)unused;
    int status = 0;
    kill(bed->pid, SIGTERM);
    bool ended = waitpid(bed->pid, &status, 0) == bed->pid;
    bed->pid = 0;
    if (!ended || status != 0) {
        fprintf(stderr, "# the program's wait status is %#x\n", (unsigned)status);
    }
    return ended && status == 0;
}

/* The next line that the program prints, without its newline; NULL at its end. */
static const char *next_line(struct testbed *bed)
{
    ssize_t size = bed->output ? getline(&bed->line, &bed->line_size, bed->output) : -1;
    if (size <= 0) {
        fprintf(stderr, "# the program prints no more\n");
        return NULL;
    }
    bed->line[size - (bed->line[size - 1] == '\n')] = '\0';
    return bed->line;
}

static bool do_expect(struct testbed *bed, char *pattern)
{
    const char *line = next_line(bed);
    bool same = line && fnmatch(pattern, line, FNM_NOESCAPE) == 0;
    if (line && !same) {
        fprintf(stderr, "# printed: %s\n", line);
    }
    return same;
}

static bool do_await(struct testbed *bed, char *pattern)
{
    for (;;) {
        const char *line = next_line(bed);
        if (!line || fnmatch(pattern, line, FNM_NOESCAPE) == 0) {
            return line;
        }
        fprintf(stderr, "# skipped: %s\n", line);
    }
}

static bool do_end(struct testbed *bed, char *unused)
{
    (void)unused;
    bool more = getline(&bed->line, &bed->line_size, bed->output) > 0;
    if (more) {
        fprintf(stderr, "# printed: %s", bed->line);
    }
    return !more;
}

/* ---- timers --------------------------------------------------------------------------------- */

/* True when the kernel's words on a descriptor are those of a timer that will expire. */
static bool is_armed_timer(const char *path)
{
    char line[128];
    long seconds = 0, nanoseconds = 0;
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file)) {
        sscanf(line, "it_value: (%ld, %ld)", &seconds, &nanoseconds);
    }
    if (file) {
        fclose(file);
    }
    return seconds > 0 || nanoseconds > 0;
}

static int count_armed_timers(pid_t pid)
{
    char folder[64], path[512];
    int count = 0;
    snprintf(folder, sizeof folder, "/proc/%d/fdinfo", (int)pid);
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        count += is_armed_timer(path);
    }
    if (entries) {
        closedir(entries);
    }
    return count;
}

static bool do_timers(struct testbed *bed, char *wanted)
{
    while (count_armed_timers(bed->pid) != atoi(wanted)) {
        usleep(1000);
    }
    return true;
}

/* ---- steps ---------------------------------------------------------------------------------- */

static const struct {
    const char *word;
    bool (*run)(struct testbed *, char *rest);
} steps[] = {
    {"run",      do_run     },
    {"stop",     do_stop    },
    {"plug",     do_plug    },
    {"unplug",   do_unplug  },
    {"uevent",   do_uevent  },
    {"opened",   do_opened  },
    {"closed",   do_closed  },
    {"type",     do_type    },
    {"keys",     do_keys    },
    {"press",    do_press   },
    {"repeat",   do_repeat  },
    {"release",  do_release },
    {"replay",   do_replay  },
    {"read",     do_read    },
    {"overflow", do_overflow},
    {"taken",    do_taken   },
    {"free",     do_free    },
    {"timers",   do_timers  },
    {"expect",   do_expect  },
    {"await",    do_await   },
    {"end",      do_end     },
};

static bool run_step(struct testbed *bed, char *line)
{
    char *rest = line + strcspn(line, " ");
    if (*rest) {
        *rest++ = '\0';
    }
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strcmp(steps[i].word, line) == 0) {
            return steps[i].run(bed, rest);
        }
    }
    fprintf(stderr, "# no such step: %s\n", line);
    exit(2);
}

static char said[4096]; /* the step being run, for the watchdog */

static void on_alarm(int signal_number)
{
    static const char words[] = "# waited for a minute in vain: ";
    (void)signal_number;
    ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
    ignored += write(STDERR_FILENO, said, strlen(said));
    ignored += write(STDERR_FILENO, "\n", 1);
    _exit(ignored < 0 ? 2 : 1);
}

static bool run_script(struct testbed *bed, FILE *script)
{
    char line[sizeof said];
    signal(SIGALRM, on_alarm);
    for (int number = 1; fgets(line, sizeof line, script); number++) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        strcpy(said, line);
        alarm(WATCHDOG_SECONDS);
        if (!run_step(bed, line)) {
            fprintf(stderr, "# step %d failed: %s\n", number, said);
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct testbed bed;
    const char *folder = getenv("SCANNER_FIXTURE");
    char path[4096];
    bed.folder = folder ? folder : "tests/devices";
    bed.command = argv + 1;
    snprintf(path, sizeof path, "%s/scanner.ioctl", bed.folder);
    mock_init(&bed.scanner, path);
    if (argc < 2 || !umockdev_in_mock_environment()) {
        fprintf(stderr, "usage: umockdev-wrapper %s COMMAND [ARGUMENT]... <STEPS\n", argv[0]);
        return 2;
    }
    bool good = run_script(&bed, stdin);
    if (bed.pid > 0) {
        good = do_stop(&bed, NULL) && good;
    }
    if (bed.output) {
        fclose(bed.output);
    }
    free(bed.line);
    mock_done(&bed.scanner);
    return good ? 0 : 1;
}
