/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way between libfido2 and the keys in software: frames of CTAPHID, 64 bytes each, in and out. A key that blinks
 * says so again and again, until it is touched, told to stop, or pulled out. The two functions at the end stand before
 * those of the same name in libfido2. */

#include <dlfcn.h>
#include <fido.h>
#include <string.h>

#include "soft-key.h"

#define FRAME 64
#define HEAD_SIZE 7 /* of the first frame of a message; of those that follow it 5 */
#define NEXT_HEAD_SIZE 5
#define MESSAGE_MAX 7609

#define COMMAND 0x80
#define INIT 0x06
#define CBOR 0x10
#define CANCEL 0x11
#define KEEPALIVE 0x3b
#define FAULT 0x3f

#define BLINKING 2
#define CAN_CBOR 4
#define STATUS_CANCELLED 0x2d
#define STATUS_TIMEOUT 0x2f
#define BLINK_TIME (20 * G_TIME_SPAN_MILLISECOND)
#define PLACE_NAME "soft:"

typedef struct {
  guint place;
  GMutex lock;
  GCond changed;
  GQueue frames; /* guint8[FRAME]: that wait to be read */
  GByteArray *message;
  guint8 command;
  gsize length;
  gboolean is_blinking;
  gboolean is_cancelled;
} Wire;

static void
send_frames (Wire *self, const guint8 *channel, guint8 command, const guint8 *bytes, gsize length)
{
  gsize sent = MIN (length, FRAME - HEAD_SIZE);
  guint8 *frame = g_malloc0 (FRAME);

  memcpy (frame, channel, 4);
  frame[4] = COMMAND | command;
  frame[5] = (guint8) (length >> 8);
  frame[6] = (guint8) length;
  memcpy (frame + HEAD_SIZE, bytes, sent);
  g_queue_push_tail (&self->frames, frame);
  for (guint8 number = 0; sent < length; number++) {
    const gsize n_more = MIN (length - sent, FRAME - NEXT_HEAD_SIZE);

    frame = g_malloc0 (FRAME);
    memcpy (frame, channel, 4);
    frame[4] = number;
    memcpy (frame + NEXT_HEAD_SIZE, bytes + sent, n_more);
    g_queue_push_tail (&self->frames, frame);
    sent += n_more;
  }
}

static const guint8 *
get_channel (const Wire *self)
{
  static const guint8 channels[][4] = { { 0, 0, 0, 1 }, { 0, 0, 0, 2 }, { 0, 0, 0, 3 } };

  return channels[self->place];
}

static void
answer_init (Wire *self, const guint8 *channel)
{
  guint8 answer[17] = { 0 };

  memcpy (answer, self->message->data, 8);
  memcpy (answer + 8, get_channel (self), 4);
  answer[12] = 2;
  answer[16] = soft_keys.is_old ? 0 : CAN_CBOR;
  send_frames (self, channel, INIT, answer, sizeof answer);
}

static void
answer_now (Wire *self)
{
  const guint8 *bytes = self->message->data;
  g_autoptr (GByteArray) answer = soft_key_answer (self->place, bytes[0], bytes + 1, self->message->len - 1);

  self->is_blinking = FALSE;
  send_frames (self, get_channel (self), CBOR, answer->data, answer->len);
}

static void
answer_cbor (Wire *self)
{
  const guint8 *bytes = self->message->data;
  const gsize length = self->message->len - 1;

  self->is_cancelled = FALSE;
  if (soft_key_waits_for_touch (bytes[0], bytes + 1, length) &&
      soft_key_refuse_early (self->place, bytes[0], bytes + 1, length) == 0)
    self->is_blinking = TRUE;
  else
    answer_now (self);
}

static void
take_message (Wire *self, const guint8 *channel)
{
  static const guint8 unknown = 1;

  if (self->command == INIT)
    answer_init (self, channel);
  else if (self->command == CBOR && !soft_keys.is_old)
    answer_cbor (self);
  else
    send_frames (self, channel, FAULT, &unknown, 1);
}

static void
take_frame (Wire *self, const guint8 *frame)
{
  const gboolean is_first = (frame[4] & COMMAND) != 0;
  const gsize head = is_first ? HEAD_SIZE : NEXT_HEAD_SIZE;

  if (is_first && (frame[4] & ~COMMAND) == CANCEL) {
    self->is_cancelled = TRUE;
    return;
  }
  if (is_first) {
    g_byte_array_set_size (self->message, 0);
    self->command = frame[4] & (guint8) ~COMMAND;
    self->length = (gsize) frame[5] << 8 | frame[6];
    g_assert_cmpuint (self->length, <=, MESSAGE_MAX);
  }
  g_byte_array_append (self->message, frame + head, (guint) MIN (FRAME - head, self->length - self->message->len));
  if (self->message->len == self->length)
    take_message (self, frame);
}

static int
write_wire (void *handle, const unsigned char *bytes, size_t length)
{
  Wire *self = handle;

  g_assert_cmpuint (length, ==, FRAME + 1); /* the number of the report, and the frame */
  g_mutex_lock (&self->lock);
  take_frame (self, bytes + 1);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  return (int) length;
}

/* Returns: whether it is still plugged in */
static gboolean
blink (Wire *self)
{
  static const guint8 status = BLINKING;
  const guint8 gone[] = { self->is_cancelled ? STATUS_CANCELLED : STATUS_TIMEOUT };
  const SoftKeyState state = soft_keys.ask_person (soft_keys.user_data);

  if (state == SOFT_KEY_PULLED)
    return FALSE;
  if (self->is_cancelled || state == SOFT_KEY_GIVES_UP) {
    self->is_blinking = FALSE;
    send_frames (self, get_channel (self), CBOR, gone, 1);
  } else if (state == SOFT_KEY_TOUCHED)
    answer_now (self);
  else {
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + BLINK_TIME);
    send_frames (self, get_channel (self), KEEPALIVE, &status, 1);
  }

  return TRUE;
}

static int
read_wire (void *handle, unsigned char *bytes, size_t length, G_GNUC_UNUSED int patience)
{
  Wire *self = handle;
  g_autofree guint8 *frame = NULL;

  g_mutex_lock (&self->lock);
  if (g_queue_is_empty (&self->frames) && self->is_blinking && !blink (self)) {
    g_mutex_unlock (&self->lock);
    return -1;
  }
  frame = g_queue_pop_head (&self->frames);
  g_mutex_unlock (&self->lock);
  if (frame == NULL || length != FRAME)
    return -1;
  memcpy (bytes, frame, FRAME);

  return FRAME;
}

static void *
open_wire (const char *path)
{
  Wire *self = g_new0 (Wire, 1);

  self->place = (guint) g_ascii_strtoull (path + strlen (PLACE_NAME), NULL, 10);
  self->message = g_byte_array_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->frames);

  return self;
}

static void
close_wire (void *handle)
{
  Wire *self = handle;

  g_queue_clear_full (&self->frames, g_free);
  g_byte_array_unref (self->message);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static const fido_dev_io_t wire = { open_wire, close_wire, read_wire, write_wire };

/* --- in the place of libfido2's ----------------------------------------------------------------------------------- */

int
fido_dev_info_manifest (fido_dev_info_t *list, size_t most, size_t *out_n)
{
  *out_n = MIN (most, soft_keys.count != NULL ? soft_keys.count (soft_keys.user_data) : soft_keys.n_plugged);
  for (gsize i = 0; i < *out_n; i++) {
    g_autofree char *path = g_strdup_printf (PLACE_NAME "%" G_GSIZE_FORMAT, soft_keys.first + i);

    g_assert_cmpint (fido_dev_info_set (list, i, path, "Madoguchi", "software", &wire, NULL), ==, FIDO_OK);
  }

  return FIDO_OK;
}

int
fido_dev_open (fido_dev_t *self, const char *path)
{
  int (*open) (fido_dev_t *, const char *);

  *(void **) &open = dlsym (RTLD_NEXT, "fido_dev_open");
  g_assert_nonnull (open);
  g_assert_cmpint (fido_dev_set_io_functions (self, &wire), ==, FIDO_OK);

  return open (self, path);
}
