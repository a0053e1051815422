/* SPDX-License-Identifier: MIT */
#ifndef DEVICES_MOCK_SCANNER_H
#define DEVICES_MOCK_SCANNER_H

/*
 * A scanner without a kernel: umockdev gives it a node, a place in sysfs and uevents; what an evdev
 * node does beyond that is done here, so that a reader's grab, clock, overflow and unplugging are
 * those of a kernel: a queue of events that overflows into SYN_DROPPED, one grab at a time, stamps
 * by the clock that was asked for, ENODEV once the device is gone.
 *
 * scanner.umockdev is the device as umockdev-record found it on a running kernel (an f_hid gadget;
 * power attributes and the hub above it left out, the tag of etc/60-lotd.rules added), and
 * scanner.ioctl what libevdev asked it and was answered.
 *
 * The node is a pseudo-terminal that carries nothing but wake-ups: a byte is in it while events
 * are queued, and readers are answered from the queue.
 */

#include <errno.h>
#include <libevdev/libevdev.h>
#include <linux/input.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <umockdev.h>
#include <unistd.h>

#define MOCK_NODE "/dev/input/event1"
#define MOCK_PATH                                                                                  \
    "/sys/devices/platform/dummy_hcd.0/usb1/1-1/1-1:1.0/0003:05E0:1200.0001/input/input2/event1"
#define MOCK_QUEUE 64 /* events, as evdev's least buffer */
#define MOCK_FACTS 32

/* One recorded answer to an ioctl that reads. */
struct mock_fact {
    unsigned number; /* _IOC_NR of its request */
    long result;
    size_t size;
    uint8_t bytes[256];
};

struct mock_scanner {
    UMockdevTestbed *bed;
    UMockdevIoctlBase *ioctls;
    struct mock_fact facts[MOCK_FACTS];
    size_t fact_count;

    pthread_mutex_t lock; /* below: shared with umockdev's thread */
    pthread_cond_t changed;
    struct input_event queue[MOCK_QUEUE];
    size_t queued;
    uint8_t keys[KEY_CNT / 8];
    clockid_t clock;
    bool unplugged;
    bool taken;          /* somebody else has the grab */
    bool drained;        /* a reader found nothing more to read */
    const void *grabbed; /* the reader that has the grab */
    unsigned readers;    /* how many have the node open */
};

/* ---- recorded answers ----------------------------------------------------------------------- */

static unsigned mock_number(const char *name, unsigned index)
{
    static const struct {
        const char *name;
        unsigned number;
    } requests[] = {
        {"EVIOCGVERSION", 0x01},
        {"EVIOCGID",      0x02},
        {"EVIOCGREP",     0x03},
        {"EVIOCGNAME",    0x06},
        {"EVIOCGPHYS",    0x07},
        {"EVIOCGUNIQ",    0x08},
        {"EVIOCGPROP",    0x09},
        {"EVIOCGKEY",     0x18},
        {"EVIOCGLED",     0x19},
        {"EVIOCGSW",      0x1b},
        {"EVIOCGBIT",     0x20},
    };
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        if (strcmp(name, requests[i].name) == 0) {
            return requests[i].number + index;
        }
    }
    fprintf(stderr, "# no such ioctl: %s\n", name);
    exit(2);
}

/* "EVIOCGBIT(17) 8 1F00000000000000": request, what it returned, what it read. */
static void mock_read_fact(struct mock_scanner *mock, const char *line)
{
    char name[32];
    unsigned index = 0;
    int at = 0;
    struct mock_fact *fact = &mock->facts[mock->fact_count];
    if (line[0] != 'E' || mock->fact_count == MOCK_FACTS) {
        return;
    }
    if (sscanf(line, "%31[A-Z](%u) %ld %n", name, &index, &fact->result, &at) != 3 &&
        sscanf(line, "%31[A-Z] %ld %n", name, &fact->result, &at) != 2) {
        return;
    }
    unsigned byte;
    for (; fact->size < sizeof fact->bytes && sscanf(line + at, "%2x", &byte) == 1; at += 2) {
        fact->bytes[fact->size++] = (uint8_t)byte;
    }
    fact->number = mock_number(name, index);
    mock->fact_count++;
}

static void mock_load_facts(struct mock_scanner *mock, const char *path)
{
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t size = 0;
    if (!file) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &size, file) > 0) {
        mock_read_fact(mock, line);
    }
    free(line);
    fclose(file);
}

/* ---- evdev ---------------------------------------------------------------------------------- */

static void mock_wake(struct mock_scanner *mock)
{
    int node = umockdev_testbed_get_dev_fd(mock->bed, MOCK_NODE);
    if (write(node, "!", 1) != 1) {
        perror("wake");
    }
}

/* Puts an event into the queue; one too many and all are lost, as in the kernel. */
static void mock_queue(struct mock_scanner *mock, unsigned type, unsigned code, int value)
{
    struct timespec now;
    clock_gettime(mock->clock, &now);
    struct input_event event = {.type = (uint16_t)type, .code = (uint16_t)code, .value = value};
    event.input_event_sec = now.tv_sec;
    event.input_event_usec = now.tv_nsec / 1000;
    if (mock->queued == MOCK_QUEUE) {
        event.type = EV_SYN;
        event.code = SYN_DROPPED;
        mock->queued = 0;
    }
    mock->queue[mock->queued++] = event;
    mock->drained = false;
}

static void mock_forget(struct mock_scanner *mock)
{
    mock->queued = 0;
    mock->grabbed = NULL;
    mock->clock = CLOCK_REALTIME;
}

static long mock_answer(struct mock_scanner *mock, unsigned number, uint8_t *out, size_t size)
{
    if (number == 0x18) { /* EVIOCGKEY: what is held down now */
        size = size < sizeof mock->keys ? size : sizeof mock->keys;
        memcpy(out, mock->keys, size);
        return (long)size;
    }
    for (size_t i = 0; i < mock->fact_count; i++) {
        const struct mock_fact *fact = &mock->facts[i];
        if (fact->number == number) {
            memset(out, 0, size);
            memcpy(out, fact->bytes, size < fact->size ? size : fact->size);
            return fact->result;
        }
    }
    return -EINVAL;
}

static long mock_grab(struct mock_scanner *mock, const void *reader, bool grab)
{
    if (grab ? mock->grabbed || mock->taken : mock->grabbed != reader) {
        return grab ? -EBUSY : -EINVAL;
    }
    mock->grabbed = grab ? reader : NULL;
    pthread_cond_broadcast(&mock->changed);
    return 0;
}

/* The result of an ioctl, or -errno. */
static long mock_ioctl(struct mock_scanner *mock, UMockdevIoctlClient *reader)
{
    unsigned request = (unsigned)umockdev_ioctl_client_get_request(reader);
    UMockdevIoctlData *argument = umockdev_ioctl_client_get_arg(reader);
    if (mock->unplugged) {
        return -ENODEV;
    }
    if (request == EVIOCGRAB) {
        return mock_grab(mock, reader, *(const long *)(void *)argument->data != 0);
    }
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(argument, 0, _IOC_SIZE(request), NULL);
    if (!data) {
        return -EFAULT;
    }
    long result = -EINVAL;
    if (request == EVIOCSCLOCKID) {
        mock->clock = *(const int *)(void *)data->data;
        result = 0;
    } else if (_IOC_TYPE(request) == 'E' && (_IOC_DIR(request) & _IOC_READ)) {
        result = mock_answer(mock, _IOC_NR(request), data->data, _IOC_SIZE(request));
    }
    g_object_unref(data);
    return result;
}

/* Hands out as many events as fit; takes the wake-ups that have been used up. */
static long mock_read(struct mock_scanner *mock, UMockdevIoctlClient *reader)
{
    int error;
    UMockdevIoctlData *buffer = umockdev_ioctl_client_get_arg(reader);
    size_t room = (size_t)buffer->data_len / sizeof mock->queue[0];
    size_t count = mock->queued < room ? mock->queued : room;
    if (count == mock->queued) {
        umockdev_ioctl_client_execute(reader, &error, NULL);
        buffer = umockdev_ioctl_client_get_arg(reader);
    }
    if (mock->unplugged) {
        return -ENODEV;
    }
    mock->drained = count == 0;
    pthread_cond_broadcast(&mock->changed);
    if (count == 0) {
        return -EAGAIN;
    }
    memcpy(buffer->data, mock->queue, count * sizeof mock->queue[0]);
    mock->queued -= count;
    memmove(mock->queue, mock->queue + count, mock->queued * sizeof mock->queue[0]);
    return (long)(count * sizeof mock->queue[0]);
}

static gboolean mock_serve(struct mock_scanner *mock, UMockdevIoctlClient *reader,
                           long (*serve)(struct mock_scanner *, UMockdevIoctlClient *))
{
    pthread_mutex_lock(&mock->lock);
    long result = serve(mock, reader);
    pthread_mutex_unlock(&mock->lock);
    umockdev_ioctl_client_complete(reader, result < 0 ? -1 : result, result < 0 ? (int)-result : 0);
    return TRUE;
}

static gboolean mock_on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *reader, void *mock)
{
    (void)base;
    return mock_serve(mock, reader, mock_ioctl);
}

static gboolean mock_on_read(UMockdevIoctlBase *base, UMockdevIoctlClient *reader, void *mock)
{
    (void)base;
    return mock_serve(mock, reader, mock_read);
}

/* A reader's descriptor was closed: umockdev has let go of the object that stood for it. */
static void mock_on_closed(void *user, GObject *reader)
{
    struct mock_scanner *mock = user;
    pthread_mutex_lock(&mock->lock);
    mock->readers--;
    if (mock->grabbed == reader) {
        mock_forget(mock);
    }
    pthread_cond_broadcast(&mock->changed);
    pthread_mutex_unlock(&mock->lock);
}

static void mock_on_opened(UMockdevIoctlBase *base, UMockdevIoctlClient *reader, void *user)
{
    (void)base;
    struct mock_scanner *mock = user;
    pthread_mutex_lock(&mock->lock);
    if (mock->readers++ == 0) {
        mock_forget(mock);
    }
    pthread_mutex_unlock(&mock->lock);
    g_object_weak_ref(G_OBJECT(reader), mock_on_closed, mock);
}

/* ---- what a test does with it --------------------------------------------------------------- */

static void mock_init(struct mock_scanner *mock, const char *ioctls)
{
    *mock = (struct mock_scanner){.bed = umockdev_testbed_new(), .clock = CLOCK_REALTIME};
    pthread_mutex_init(&mock->lock, NULL);
    pthread_cond_init(&mock->changed, NULL);
    mock_load_facts(mock, ioctls);
    mock->ioctls = umockdev_ioctl_base_new();
    g_signal_connect(mock->ioctls, "handle-ioctl", G_CALLBACK(mock_on_ioctl), mock);
    g_signal_connect(mock->ioctls, "handle-read", G_CALLBACK(mock_on_read), mock);
    g_signal_connect(mock->ioctls, "client-connected", G_CALLBACK(mock_on_opened), mock);
}

static void mock_done(struct mock_scanner *mock)
{
    g_object_unref(mock->bed);
    g_object_unref(mock->ioctls);
}

/* The first time: the node appears. umockdev cannot make it twice; later only the news is sent. */
static void mock_plug(struct mock_scanner *mock, const char *description)
{
    GError *error = NULL;
    if (umockdev_testbed_get_dev_fd(mock->bed, MOCK_NODE) < 0 &&
        (!umockdev_testbed_attach_ioctl(mock->bed, MOCK_NODE, mock->ioctls, &error) ||
         !umockdev_testbed_add_from_file(mock->bed, description, &error))) {
        fprintf(stderr, "# %s\n", error->message);
        exit(2);
    }
    pthread_mutex_lock(&mock->lock);
    mock->unplugged = false;
    memset(mock->keys, 0, sizeof mock->keys);
    pthread_mutex_unlock(&mock->lock);
    umockdev_testbed_uevent(mock->bed, MOCK_PATH, "add");
}

/* As the kernel does it: readers are cut off first, then the news is spread. */
static void mock_unplug(struct mock_scanner *mock)
{
    pthread_mutex_lock(&mock->lock);
    mock->unplugged = true;
    mock_wake(mock);
    pthread_mutex_unlock(&mock->lock);
    umockdev_testbed_uevent(mock->bed, MOCK_PATH, "remove");
}

/* Waits until somebody has the grab, or nobody has the node open. */
static void mock_wait_open(struct mock_scanner *mock, bool open)
{
    pthread_mutex_lock(&mock->lock);
    while (open ? !mock->grabbed : mock->readers > 0) {
        pthread_cond_wait(&mock->changed, &mock->lock);
    }
    pthread_mutex_unlock(&mock->lock);
}

/* Waits until all that was typed was read and worked through. */
static void mock_wait_read(struct mock_scanner *mock)
{
    pthread_mutex_lock(&mock->lock);
    while (mock->readers > 0 && !mock->drained) {
        pthread_cond_wait(&mock->changed, &mock->lock);
    }
    pthread_mutex_unlock(&mock->lock);
}

/* Somebody else has the grab, or lets go of it. */
static void mock_take(struct mock_scanner *mock, bool taken)
{
    pthread_mutex_lock(&mock->lock);
    mock->taken = taken;
    pthread_mutex_unlock(&mock->lock);
}

enum mock_value {
    MOCK_UP,
    MOCK_DOWN,
    MOCK_REPEAT,
};

/* One report of the scanner on a key. Waits while the queue is full. */
static void mock_key(struct mock_scanner *mock, unsigned code, enum mock_value value)
{
    pthread_mutex_lock(&mock->lock);
    while (mock->readers > 0 && mock->queued + 2 > MOCK_QUEUE) {
        pthread_cond_wait(&mock->changed, &mock->lock);
    }
    uint8_t bit = (uint8_t)(1u << code % 8);
    mock->keys[code / 8] =
        (uint8_t)(value ? mock->keys[code / 8] | bit : mock->keys[code / 8] & ~bit);
    if (mock->readers > 0) {
        mock_queue(mock, EV_KEY, code, (int)value);
        mock_queue(mock, EV_SYN, SYN_REPORT, 0);
        mock_wake(mock);
    }
    pthread_mutex_unlock(&mock->lock);
}

/* The kernel runs out of room: what is queued is lost and SYN_DROPPED stands for it. */
static void mock_overflow(struct mock_scanner *mock)
{
    pthread_mutex_lock(&mock->lock);
    while (mock->queued < MOCK_QUEUE) {
        mock_queue(mock, EV_MSC, MSC_SCAN, 0);
    }
    mock_queue(mock, EV_SYN, SYN_REPORT, 0);
    mock_queue(mock, EV_SYN, SYN_REPORT, 0);
    mock_wake(mock);
    pthread_mutex_unlock(&mock->lock);
}

#endif
