/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_MINISIGN_H
#define LOT_SYNC_MINISIGN_H

/*
 * minisign's three texts (https://jedisct1.github.io/minisign/): public key, secret key without a
 * password, and signature in the legacy form, which signs the file itself and not a hash of it, so
 * that signify and OpenSSL can check it too.
 */

#include <lot/base.h>

#define MINISIGN_ID_SIZE        8u
#define MINISIGN_PUBLIC_SIZE    57u /* base64 of 42 bytes, and a NUL */
#define MINISIGN_SECRET_SIZE    320u
#define MINISIGN_SIGNATURE_SIZE 768u
#define MINISIGN_COMMENT_MAX    256u

struct minisign_public {
    uint8_t id[MINISIGN_ID_SIZE]; /* tells keys apart; no secret, no proof */
    uint8_t point[32];
};

/* The bytes of an Ed25519 key pair as libsodium has them: seed, then public point. */
struct minisign_secret {
    uint8_t id[MINISIGN_ID_SIZE];
    uint8_t pair[64];
};

/* The one line that minisign -P takes. */
void minisign_public_write(const struct minisign_public *key, char out[MINISIGN_PUBLIC_SIZE]);
/* Reads that line. -EINVAL: it is not one. */
int minisign_public_read(struct minisign_public *key, struct lot_span line);
/* The public half of a secret key. */
struct minisign_public minisign_public_of(const struct minisign_secret *key);

/* A secret key file's text; returns its length. */
size_t minisign_secret_write(const struct minisign_secret *key, char out[MINISIGN_SECRET_SIZE]);
/* Reads it. -EBADMSG: damaged, or locked by a password. */
int minisign_secret_read(struct minisign_secret *key, struct lot_span file);

/*
 * The text of a .minisig file over message. The comment (one line, at most MINISIGN_COMMENT_MAX
 * bytes) is signed as well. Returns the length, or -EMSGSIZE.
 */
int minisign_sign(const struct minisign_secret *key, struct lot_span message, const char *comment,
                  char out[MINISIGN_SIGNATURE_SIZE]);

enum minisign_verdict {
    MINISIGN_GOOD,
    MINISIGN_MALFORMED,   /* no signature in the legacy form */
    MINISIGN_FOREIGN,     /* by another key */
    MINISIGN_FALSE,       /* the message is not what was signed */
    MINISIGN_BAD_COMMENT, /* the trusted comment is not what was signed */
};

/* Judges the text of a .minisig file. */
enum minisign_verdict minisign_verify(const struct minisign_public *key, struct lot_span message,
                                      struct lot_span signature);

#endif
