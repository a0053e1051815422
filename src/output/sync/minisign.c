/* SPDX-License-Identifier: MIT */
/*
 * minisign's texts are lines of base64 between lines of comment. Each base64 line is one packed
 * struct of bytes only (no padding, no byte order), so that it is encoded and decoded whole.
 */

#include "minisign.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const uint8_t algorithm[2] = {'E', 'd'};
static const uint8_t checksum_algorithm[2] = {'B', '2'};

static const char untrusted_prefix[] = "untrusted comment: ";
static const char trusted_prefix[] = "trusted comment: ";

struct public_line {
    uint8_t algorithm[2];
    uint8_t id[MINISIGN_ID_SIZE];
    uint8_t point[32];
};

struct secret_line {
    uint8_t algorithm[2];
    uint8_t derivation[2]; /* of a key from a password; 0: there is none */
    uint8_t checksum_algorithm[2];
    uint8_t derivation_parameters[48];
    uint8_t id[MINISIGN_ID_SIZE];
    uint8_t pair[64];
    uint8_t checksum[32]; /* of algorithm, id and pair; minisign leaves 0 without a password */
};

struct signature_line {
    uint8_t algorithm[2];
    uint8_t id[MINISIGN_ID_SIZE];
    uint8_t signature[64];
};

/* What the second signature covers: the first one and the trusted comment behind it. */
struct sealed {
    uint8_t signature[64];
    uint8_t comment[MINISIGN_COMMENT_MAX];
};

#define BASE64_SIZE(type) sodium_base64_ENCODED_LEN(sizeof(type), sodium_base64_VARIANT_ORIGINAL)

static char *encode(const void *bytes, size_t size, char *out, size_t out_size)
{
    return sodium_bin2base64(out, out_size, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

/* Exactly size bytes of base64, or false. */
static bool decode(struct lot_span line, void *out, size_t size)
{
    size_t got = 0;
    return sodium_base642bin(out, size, (const char *)line.data, line.size, NULL, &got, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size;
}

/* Takes a line off a text, without its ending (LF or CR LF). */
static struct lot_span take_line(struct lot_span *text)
{
    const uint8_t *end = text->size > 0 ? memchr(text->data, '\n', text->size) : NULL;
    size_t size = end ? (size_t)(end - text->data) : text->size;
    struct lot_span line = lot_span_part(*text, 0, size);
    *text = lot_span_part(*text, size + 1, text->size);
    if (line.size > 0 && line.data[line.size - 1] == '\r') {
        line.size--;
    }
    return line;
}

/* Takes a line that begins with prefix; false when it does not. */
static bool take_comment(struct lot_span *text, const char *prefix, struct lot_span *out)
{
    struct lot_span line = take_line(text);
    struct lot_span head = lot_span_of(prefix);
    *out = lot_span_part(line, head.size, line.size);
    return lot_span_starts(line, head);
}

/* ---- keys ----------------------------------------------------------------------------------- */

void minisign_public_write(const struct minisign_public *key, char out[MINISIGN_PUBLIC_SIZE])
{
    struct public_line line;
    memcpy(line.algorithm, algorithm, sizeof line.algorithm);
    memcpy(line.id, key->id, sizeof line.id);
    memcpy(line.point, key->point, sizeof line.point);
    encode(&line, sizeof line, out, MINISIGN_PUBLIC_SIZE);
}

int minisign_public_read(struct minisign_public *key, struct lot_span line)
{
    struct public_line bytes;
    if (!decode(line, &bytes, sizeof bytes) ||
        memcmp(bytes.algorithm, algorithm, sizeof algorithm) != 0) {
        return -EINVAL;
    }
    memcpy(key->id, bytes.id, sizeof key->id);
    memcpy(key->point, bytes.point, sizeof key->point);
    return 0;
}

struct minisign_public minisign_public_of(const struct minisign_secret *key)
{
    struct minisign_public out;
    memcpy(out.id, key->id, sizeof out.id);
    memcpy(out.point, key->pair + 32, sizeof out.point);
    return out;
}

static void checksum(const struct secret_line *line, uint8_t out[32])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, 32);
    crypto_generichash_update(&state, line->algorithm, sizeof line->algorithm);
    crypto_generichash_update(&state, line->id, sizeof line->id);
    crypto_generichash_update(&state, line->pair, sizeof line->pair);
    crypto_generichash_final(&state, out, 32);
}

size_t minisign_secret_write(const struct minisign_secret *key, char out[MINISIGN_SECRET_SIZE])
{
    struct secret_line line = {0};
    char text[BASE64_SIZE(struct secret_line)];
    memcpy(line.algorithm, algorithm, sizeof line.algorithm);
    memcpy(line.checksum_algorithm, checksum_algorithm, sizeof line.checksum_algorithm);
    memcpy(line.id, key->id, sizeof line.id);
    memcpy(line.pair, key->pair, sizeof line.pair);
    checksum(&line, line.checksum);
    encode(&line, sizeof line, text, sizeof text);
    int size = snprintf(out, MINISIGN_SECRET_SIZE, "%slotd secret key, keep it secret\n%s\n",
                        untrusted_prefix, text);
    sodium_memzero(&line, sizeof line);
    sodium_memzero(text, sizeof text);
    return (size_t)size;
}

/* The public half follows from the seed, so a flipped bit in either shows. */
static bool is_whole(const struct secret_line *line)
{
    uint8_t sum[32];
    uint8_t point[32];
    uint8_t pair[64];
    checksum(line, sum);
    crypto_sign_seed_keypair(point, pair, line->pair);
    bool whole = memcmp(pair, line->pair, sizeof pair) == 0 &&
                 (sodium_is_zero(line->checksum, sizeof line->checksum) ||
                  memcmp(sum, line->checksum, sizeof sum) == 0);
    sodium_memzero(pair, sizeof pair);
    return whole;
}

int minisign_secret_read(struct minisign_secret *key, struct lot_span file)
{
    struct secret_line line;
    struct lot_span comment;
    bool good = take_comment(&file, untrusted_prefix, &comment) &&
                decode(take_line(&file), &line, sizeof line) &&
                memcmp(line.algorithm, algorithm, sizeof algorithm) == 0 &&
                memcmp(line.checksum_algorithm, checksum_algorithm, 2) == 0 &&
                sodium_is_zero(line.derivation, sizeof line.derivation) &&
                sodium_is_zero(line.derivation_parameters, sizeof line.derivation_parameters) &&
                is_whole(&line);
    if (good) {
        memcpy(key->id, line.id, sizeof key->id);
        memcpy(key->pair, line.pair, sizeof key->pair);
    }
    sodium_memzero(&line, sizeof line);
    return good ? 0 : -EBADMSG;
}

/* ---- signatures ----------------------------------------------------------------------------- */

int minisign_sign(const struct minisign_secret *key, struct lot_span message, const char *comment,
                  char out[MINISIGN_SIGNATURE_SIZE])
{
    struct signature_line line;
    struct sealed sealed;
    uint8_t seal[64];
    char first[BASE64_SIZE(struct signature_line)];
    char second[BASE64_SIZE(seal)];
    size_t length = strlen(comment);
    if (length > sizeof sealed.comment) {
        return -EMSGSIZE;
    }
    memcpy(line.algorithm, algorithm, sizeof line.algorithm);
    memcpy(line.id, key->id, sizeof line.id);
    crypto_sign_detached(line.signature, NULL, message.data, message.size, key->pair);
    memcpy(sealed.signature, line.signature, sizeof sealed.signature);
    memcpy(sealed.comment, comment, length);
    crypto_sign_detached(seal, NULL, (const uint8_t *)&sealed, sizeof sealed.signature + length,
                         key->pair);
    return snprintf(out, MINISIGN_SIGNATURE_SIZE, "%ssignature from lotd\n%s\n%s%s\n%s\n",
                    untrusted_prefix, encode(&line, sizeof line, first, sizeof first),
                    trusted_prefix, comment, encode(seal, sizeof seal, second, sizeof second));
}

enum minisign_verdict minisign_verify(const struct minisign_public *key, struct lot_span message,
                                      struct lot_span signature)
{
    struct signature_line line;
    struct sealed sealed;
    uint8_t seal[64];
    struct lot_span untrusted;
    struct lot_span trusted;
    if (!take_comment(&signature, untrusted_prefix, &untrusted) ||
        !decode(take_line(&signature), &line, sizeof line) ||
        !take_comment(&signature, trusted_prefix, &trusted) ||
        !decode(take_line(&signature), seal, sizeof seal) || trusted.size > sizeof sealed.comment ||
        memcmp(line.algorithm, algorithm, 2) != 0) {
        return MINISIGN_MALFORMED;
    }
    if (memcmp(line.id, key->id, sizeof key->id) != 0) {
        return MINISIGN_FOREIGN;
    }
    if (crypto_sign_verify_detached(line.signature, message.data, message.size, key->point) != 0) {
        return MINISIGN_FALSE;
    }
    memcpy(sealed.signature, line.signature, sizeof sealed.signature);
    if (trusted.size > 0) {
        memcpy(sealed.comment, trusted.data, trusted.size);
    }
    return crypto_sign_verify_detached(seal, (const uint8_t *)&sealed,
                                       sizeof sealed.signature + trusted.size, key->point) == 0
               ? MINISIGN_GOOD
               : MINISIGN_BAD_COMMENT;
}
