/* SPDX-License-Identifier: MIT */
/* sync: key files and minisign's texts, by hand and against the minisign program. */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "output/sync/key.h"
#include "output/sync/minisign.h"

struct place {
    char folder[32];
    char key[40];
    char public[48];
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    if (!place) {
        return -1;
    }
    strcpy(place->folder, "/tmp/lot-key-XXXXXX");
    if (!mkdtemp(place->folder)) {
        free(place);
        return -1;
    }
    snprintf(place->key, sizeof place->key, "%s/key", place->folder);
    snprintf(place->public, sizeof place->public, "%s.pub", place->key);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    unlink(place->key);
    unlink(place->public);
    int left = rmdir(place->folder); /* fails when a draft was left behind */
    free(place);
    return left;
}

static size_t read_file(const char *path, char *out, size_t size)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t got = fread(out, 1, size - 1, file);
    fclose(file);
    out[got] = '\0';
    return got;
}

static void write_file(const char *path, const char *text, size_t size, mode_t mode)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
}

static struct lot_key *open_key(const char *path)
{
    struct lot_key *key = NULL;
    assert_int_equal(lot_key_open(&key, path, true), 0);
    return key;
}

static void makes_a_key_once(void **state)
{
    const struct place *place = *state;
    struct stat status;
    char first[LOT_KEY_PUBLIC_SIZE];
    char again[LOT_KEY_PUBLIC_SIZE];
    char file[256];
    struct lot_key *key = NULL;
    assert_int_equal(lot_key_open(&key, place->key, false), -ENOKEY);
    key = open_key(place->key);
    lot_key_public(key, first);
    uint32_t device = lot_key_device(key);
    assert_true(device >= 1 && device < 1u << 23);
    lot_key_free(key);
    assert_int_equal(stat(place->key, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(strlen(first), 56);

    key = open_key(place->key);
    lot_key_public(key, again);
    assert_string_equal(first, again);
    assert_int_equal(lot_key_device(key), device);
    lot_key_free(key);
    read_file(place->public, file, sizeof file);
    assert_non_null(strstr(file, first));
}

static void makes_the_public_half_again(void **state)
{
    const struct place *place = *state;
    char before[256];
    char after[256];
    lot_key_free(open_key(place->key));
    read_file(place->public, before, sizeof before);
    unlink(place->public);
    lot_key_free(open_key(place->key));
    read_file(place->public, after, sizeof after);
    assert_string_equal(before, after);
}

/* The public half of a key that is gone may be all that verifies its bundles. */
static void never_overwrites_a_public_half(void **state)
{
    const struct place *place = *state;
    struct lot_key *key = NULL;
    struct stat status;
    write_file(place->public, "old", 3, 0644);
    assert_int_equal(lot_key_open(&key, place->key, true), -EEXIST);
    assert_int_equal(stat(place->key, &status), -1);
}

static void refuses_what_others_can_read(void **state)
{
    const struct place *place = *state;
    static const mode_t modes[] = {0640, 0604, 0660, 0601, 0620};
    struct lot_key *key = NULL;
    lot_key_free(open_key(place->key));
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        assert_int_equal(chmod(place->key, modes[i]), 0);
        assert_int_equal(lot_key_open(&key, place->key, true), -EACCES);
    }
    assert_int_equal(chmod(place->key, 0400), 0);
    assert_int_equal(lot_key_open(&key, place->key, true), 0);
    lot_key_free(key);
}

static void refuses_what_is_damaged(void **state)
{
    const struct place *place = *state;
    char text[512];
    struct lot_key *key = NULL;
    lot_key_free(open_key(place->key));
    size_t size = read_file(place->key, text, sizeof text);
    size_t start = (size_t)(strchr(text, '\n') - text) + 1;
    for (size_t i = start; i < size; i++) { /* every byte of the line that counts, but its end */
        char damaged[512];
        memcpy(damaged, text, size);
        damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
        write_file(place->key, damaged, size, 0600);
        assert_int_equal(lot_key_open(&key, place->key, true), -EBADMSG);
    }
    for (size_t cut = 0; cut + 1 < size; cut++) {
        write_file(place->key, text, cut, 0600);
        assert_int_equal(lot_key_open(&key, place->key, true), -EBADMSG);
    }
    unlink(place->key);
    assert_int_equal(mkfifo(place->key, 0600), 0);
    assert_int_equal(lot_key_open(&key, place->key, true), -EBADMSG);
}

static void spreads_device_numbers(void **state)
{
    struct lot_key key = {0};
    uint32_t last = 0;
    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        memcpy(key.secret.pair + 32, &i, sizeof i);
        uint32_t device = lot_key_device(&key);
        assert_true(device >= 1 && device < 1u << 23);
        assert_int_not_equal(device, last);
        last = device;
    }
}

/* ---- signatures ----------------------------------------------------------------------------- */

static const struct lot_span message = LOT_LITERAL("0000  movements.csv\n");

static size_t sign(const struct lot_key *key, char out[MINISIGN_SIGNATURE_SIZE])
{
    int size = minisign_sign(&key->secret, message, "timestamp:1\tfile:SHA256SUMS", out);
    assert_in_range(size, 1, MINISIGN_SIGNATURE_SIZE - 1);
    return (size_t)size;
}

static void verifies_what_it_signed(void **state)
{
    const struct place *place = *state;
    char text[MINISIGN_SIGNATURE_SIZE];
    char line[LOT_KEY_PUBLIC_SIZE];
    struct minisign_public public;
    struct lot_key *key = open_key(place->key);
    size_t size = sign(key, text);
    lot_key_public(key, line);
    assert_int_equal(minisign_public_read(&public, lot_span_of(line)), 0);
    assert_int_equal(minisign_verify(&public, message, lot_span(text, size)), MINISIGN_GOOD);
    assert_int_equal(
        minisign_verify(&public, LOT_LITERAL("0000  movements.csw\n"), lot_span(text, size)),
        MINISIGN_FALSE);
    assert_int_equal(minisign_verify(&public, LOT_LITERAL(""), lot_span(text, size)),
                     MINISIGN_FALSE);
    public.id[0] ^= 1;
    assert_int_equal(minisign_verify(&public, message, lot_span(text, size)), MINISIGN_FOREIGN);
    lot_key_free(key);
}

/* Whatever byte of it is changed or cut off, a signature is good only if it still says the same. */
static void refuses_a_changed_signature(void **state)
{
    const struct place *place = *state;
    char text[MINISIGN_SIGNATURE_SIZE];
    struct lot_key *key = open_key(place->key);
    struct minisign_public public = minisign_public_of(&key->secret);
    size_t size = sign(key, text);
    size_t first_line = (size_t)(strchr(text, '\n') - text);
    for (size_t i = 0; i + 1 < size; i++) {
        char changed[MINISIGN_SIGNATURE_SIZE];
        memcpy(changed, text, size);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        bool free_comment = i >= strlen("untrusted comment: ") && i < first_line;
        bool good = minisign_verify(&public, message, lot_span(changed, size)) == MINISIGN_GOOD;
        assert_int_equal(good, free_comment);
    }
    for (size_t cut = 0; cut + 1 < size; cut++) {
        assert_int_not_equal(minisign_verify(&public, message, lot_span(text, cut)), MINISIGN_GOOD);
    }
    lot_key_free(key);
}

static void refuses_other_public_keys(void **state)
{
    static const char *const lines[] = {
        "",
        "RWR5",
        "RWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43",
        "RWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43I\n",
        "RWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43IAAAA",
        "SWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43I",
        "RWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml4*I",
    };
    struct minisign_public key;
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(minisign_public_read(&key, lot_span_of(lines[i])), -EINVAL);
    }
    assert_int_equal(
        minisign_public_read(
            &key, LOT_LITERAL("RWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43I")),
        0);
}

/* A pair made by `minisign -G -W`, and what minisign 0.11 signed with it (`-S -l`). */
static void reads_what_minisign_wrote(void **state)
{
    static const char secret[] =
        "untrusted comment: minisign encrypted secret key\n"
        "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAeUnlZkwi4nRyaZLA"
        "y+tTuUWn57AW6T+hMv45o9gIvpiVuZzg2kOVgR89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43IAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    static const char signature[] =
        "untrusted comment: signature from minisign secret key\n"
        "RWR5SeVmTCLidCkVVl8ZoJw8DH1eBufvmrZlyPxMKsRADx5nCKBYy49ay9gd2aiUW9D7TtlTSojV4uvG3gdjcMkHQn"
        "MWs/CL3QE=\n"
        "trusted comment: timestamp:1795361906\tfile:f\n"
        "E6zd2IVaQo6NhdX0uZStBmwwQsSqGn3aGAddLq4QotEyp1dATrW/"
        "wHfEoRt2+ex3a6wDoiYPkNVVGb7RB+iqCQ==\n";
    const struct place *place = *state;
    char line[LOT_KEY_PUBLIC_SIZE];
    write_file(place->key, secret, strlen(secret), 0600);
    struct lot_key *key = open_key(place->key);
    lot_key_public(key, line);
    assert_string_equal(line, "RWR5SeVmTCLidB89vUduIQCr+NP1IPZH1aX87yps5mFwzxh/t7Uml43I");
    struct minisign_public public = minisign_public_of(&key->secret);
    assert_int_equal(minisign_verify(&public, LOT_LITERAL("hi\n"), lot_span_of(signature)),
                     MINISIGN_GOOD);

    char ours[MINISIGN_SIGNATURE_SIZE]; /* Ed25519 is deterministic: the same two lines */
    assert_true(
        minisign_sign(&key->secret, LOT_LITERAL("hi\n"), "timestamp:1795361906\tfile:f", ours) > 0);
    assert_string_equal(strchr(ours, '\n'), strchr(signature, '\n'));
    lot_key_free(key);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(makes_a_key_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_the_public_half_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_overwrites_a_public_half, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_others_can_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_is_damaged, set_up, tear_down),
        cmocka_unit_test(spreads_device_numbers),
        cmocka_unit_test_setup_teardown(verifies_what_it_signed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_a_changed_signature, set_up, tear_down),
        cmocka_unit_test(refuses_other_public_keys),
        cmocka_unit_test_setup_teardown(reads_what_minisign_wrote, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("sync keys", tests, NULL, NULL);
}
