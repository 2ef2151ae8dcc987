/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A name server of a few lines: it knows one machine, and answers every name with it, or as badly as it is told to.
 * What the C library asks is as RFC 1035 has it: one question, behind a header of twelve bytes. */

#include "fault-names.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 53
#define HEADER 12
#define LARGEST 512
#define TYPE_A 1
#define ANSWER_FLAGS 0x84 /* an answer, by whom it concerns */
#define CODE_FAIL 2
#define CODE_DENY 3

/* The question's name by a pointer, type A, class IN, kept for no time, four bytes of address. */
static const guint8 answer_head[] = { 0xc0, HEADER, 0, TYPE_A, 0, 1, 0, 0, 0, 0, 0, 4 };

typedef struct {
  guint8 bytes[LARGEST + sizeof answer_head + 4];
  gsize length; /* 0: nothing is to be said */
  guint16 type; /* of what is asked for */
} Letter;

/* Keeps header and question of what came. */
static gboolean
read_question (Letter *self)
{
  gsize at = HEADER;

  while (at < self->length && self->bytes[at] != 0)
    at += 1U + self->bytes[at];
  if (at + 5 > self->length)
    return FALSE;
  self->type = (guint16) (self->bytes[at + 1] << 8 | self->bytes[at + 2]);
  self->length = at + 5;

  return TRUE;
}

static void
add_address (Letter *self, const char *address)
{
  memcpy (self->bytes + self->length, answer_head, sizeof answer_head);
  self->length += sizeof answer_head;
  g_assert_cmpint (inet_pton (AF_INET, address, self->bytes + self->length), ==, 1);
  self->length += 4;
  self->bytes[7] = 1;
}

static void
write_answer (Letter *self, FaultNames how, const char *here, const char *nowhere)
{
  self->bytes[2] |= ANSWER_FLAGS;
  self->bytes[3] = how == FAULT_NAMES_FAIL ? CODE_FAIL : how == FAULT_NAMES_DENY ? CODE_DENY : 0;
  memset (self->bytes + 6, 0, 6); /* nothing but the question */
  if (how == FAULT_NAMES_SILENT)
    self->length = 0;
  else if (self->type == TYPE_A && self->bytes[3] == 0)
    add_address (self, how == FAULT_NAMES_MISTAKEN ? nowhere : here);
}

/**
 * fault_names_serve:
 * @how: how it answers, from question to question
 * @here: the address of the machine that it knows
 * @nowhere: an address that nobody has
 *
 * For a process of its own, which is there already.
 */
void
fault_names_serve (const FaultNames *how, const char *here, const char *nowhere)
{
  const struct sockaddr_in port = { .sin_family = AF_INET,
                                    .sin_port = htons (PORT),
                                    .sin_addr = { htonl (INADDR_LOOPBACK) } };
  const int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (bind (fd, (const struct sockaddr *) &port, sizeof port), ==, 0);
  for (;;) {
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    Letter letter;
    const gssize n = recvfrom (fd, letter.bytes, LARGEST, 0, (struct sockaddr *) &from, &length);

    letter.length = n > 0 ? (gsize) n : 0;
    if (!read_question (&letter))
      continue;
    write_answer (&letter, *how, here, nowhere);
    if (letter.length > 0)
      (void) sendto (fd, letter.bytes, letter.length, 0, (struct sockaddr *) &from,
                     length); /* ignored: it may be lost */
  }
}

/* --- who asks ----------------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  const char *text;
} files[] = {
  { "resolv.conf", "nameserver 127.0.0.1\n" },
  { "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n" },
};

/**
 * fault_names_write:
 * @folder: where to put what those who ask go by
 */
void
fault_names_write (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

    g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
  }
}

/**
 * fault_names_ask_here:
 * @folder: where fault_names_write() put it
 *
 * For a child at the other end, before it becomes another program: it asks there, whomever this machine asks.
 *
 * Returns: whether this machine allows that
 */
gboolean
fault_names_ask_here (const char *folder)
{
  gboolean is_done = unshare (CLONE_NEWNS) == 0;

  for (gsize i = 0; is_done && i < G_N_ELEMENTS (files); i++) {
    char from[PATH_MAX], to[64];

    g_snprintf (from, sizeof from, "%s/%s", folder, files[i].name);
    g_snprintf (to, sizeof to, "/etc/%s", files[i].name);
    is_done = mount (from, to, NULL, MS_BIND, NULL) == 0;
  }

  return is_done;
}
