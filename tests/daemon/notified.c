/* SPDX-License-Identifier: MIT */
/*
 * usage: notified SOCKET
 * The other end of sd_notify: prints each message that comes to the socket, a variable a line,
 * until it is killed.
 */

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (argc != 2 || fd < 0) {
        fprintf(stderr, "usage: notified SOCKET\n");
        return 2;
    }
    snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
    if (bind(fd, (const struct sockaddr *)&address, sizeof address) < 0) {
        perror(argv[1]);
        return 1;
    }
    char message[4096];
    for (;;) {
        ssize_t size = recv(fd, message, sizeof message - 1, 0);
        if (size < 0) {
            perror("recv");
            return 1;
        }
        message[size] = '\0';
        printf("%s\n", message);
        fflush(stdout);
    }
}
