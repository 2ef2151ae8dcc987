/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A minute after the last failure that is allowed, twice as long after each that follows. */

#include "mado-lockout.h"

#include <string.h>

#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "lockout"
#define FIRST_WAIT G_TIME_SPAN_MINUTE
#define LONGEST_WAIT G_TIME_SPAN_HOUR
#define FORGOTTEN_AFTER G_TIME_SPAN_DAY /* without another failure */

static const char what[] = "lockout record";
static const gint64 allowed[] = {
  [MADO_LOCKOUT_NAME] = MADO_LOCKOUT_NAME_FAILURES,
  [MADO_LOCKOUT_TERMINAL] = MADO_LOCKOUT_TERMINAL_FAILURES,
};

typedef struct {
  char *key;
  gint64 failures; /* one after the other */
  MadoInstant last;
  MadoInstant until; /* nobody is let in before that; 0: no lock */
} Lockout;

static char *
make_key (MadoLockoutSubject subject, const char *name)
{
  static const char *const prefixes[] = { [MADO_LOCKOUT_NAME] = "name", [MADO_LOCKOUT_TERMINAL] = "terminal" };
  const MadoHash hash = mado_hash_of (name, strlen (name));
  g_autofree char *hex = mado_hash_to_hex (&hash);

  return g_strconcat (prefixes[subject], "/", hex, NULL);
}

static void
free_lockout (gpointer data)
{
  Lockout *self = data;

  g_free (self->key);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lockout, free_lockout)

static gpointer
read_lockout (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (Lockout) self = g_new0 (Lockout, 1);

  self->key = g_strdup (mado_wire_reader_get_text (reader, "key", MADO_WIRE_MAX_TEXT));
  self->failures = mado_wire_reader_get_number (reader, "failures", 0, MADO_WIRE_LARGEST_NUMBER);
  self->last = mado_wire_reader_get_instant (reader, "last");
  self->until = mado_wire_reader_get_instant (reader, "until");

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
put_lockout (const Lockout *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "key", self->key, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_number (writer, "failures", self->failures, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_instant (writer, "last", self->last);
  mado_wire_writer_add_instant (writer, "until", self->until);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && backend->type->put_record (backend, SHELF, self->key, text, error);
}

static gboolean
is_forgotten (const Lockout *self, MadoInstant now)
{
  return now.microseconds - MAX (self->last.microseconds, self->until.microseconds) >= FORGOTTEN_AFTER;
}

/* One that counts none where there is none. */
static Lockout *
load_lockout (MadoBackend *backend, char *key, MadoInstant now, GError **error)
{
  g_autofree char *owned = key;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (Lockout) self = NULL;

  if (!backend->type->find_record (backend, SHELF, key, &text, error))
    return NULL;
  if (text != NULL && (self = read_lockout (text, error)) == NULL)
    return NULL;
  if (self != NULL && !is_forgotten (self, now))
    return g_steal_pointer (&self);
  g_clear_pointer (&self, free_lockout);
  self = g_new0 (Lockout, 1);
  self->key = g_steal_pointer (&owned);

  return g_steal_pointer (&self);
}

/**
 * mado_lockout_find:
 * @backend: in a turn
 * @subject: what @name is the name of
 * @name: a name, of an account that there is or not, or of a terminal
 * @now: official time
 * @out_until: (out): when the lock ends; 0: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_lockout_find (MadoBackend *backend,
                   MadoLockoutSubject subject,
                   const char *name,
                   MadoInstant now,
                   MadoInstant *out_until,
                   GError **error)
{
  g_autoptr (Lockout) self = load_lockout (backend, make_key (subject, name), now, error);

  if (self == NULL)
    return FALSE;
  out_until->microseconds = self->until.microseconds > now.microseconds ? self->until.microseconds : 0;

  return TRUE;
}

static gint64
get_wait (MadoLockoutSubject subject, gint64 failures)
{
  gint64 wait = FIRST_WAIT;

  if (failures < allowed[subject])
    return 0;
  for (gint64 n = allowed[subject]; n < failures && wait < LONGEST_WAIT; n++)
    wait *= 2;

  return MIN (wait, LONGEST_WAIT);
}

/**
 * mado_lockout_count:
 * @backend: in a turn that writes
 * @subject: what @name is the name of
 * @name: a name that somebody failed with, or the terminal where he did
 * @now: official time
 * @error: where to put what went wrong
 *
 * Returns: whether it was counted
 */
gboolean
mado_lockout_count (MadoBackend *backend, MadoLockoutSubject subject, const char *name, MadoInstant now, GError **error)
{
  g_autoptr (Lockout) self = load_lockout (backend, make_key (subject, name), now, error);
  gint64 wait;

  if (self == NULL)
    return FALSE;
  self->failures++;
  self->last = now;
  wait = get_wait (subject, self->failures);
  self->until.microseconds = wait > 0 ? now.microseconds + wait : 0;

  return put_lockout (self, backend, error);
}

/**
 * mado_lockout_forget:
 * @backend: in a turn that writes
 * @subject: what @name is the name of
 * @name: of somebody who came in, or got a new password
 * @error: where to put what went wrong
 *
 * Returns: whether his failures are forgotten
 */
gboolean
mado_lockout_forget (MadoBackend *backend, MadoLockoutSubject subject, const char *name, GError **error)
{
  g_autofree char *key = make_key (subject, name);

  return backend->type->drop_record (backend, SHELF, key, error);
}

/**
 * mado_lockout_sweep:
 * @backend: in a turn that writes
 * @now: official time
 * @error: where to put what went wrong
 *
 * Returns: whether what counts no more is gone from the shelf
 */
gboolean
mado_lockout_sweep (MadoBackend *backend, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) lockouts = mado_shelf_list (backend, SHELF, read_lockout, free_lockout, error);

  if (lockouts == NULL)
    return FALSE;
  for (guint i = 0; i < lockouts->len; i++) {
    const Lockout *self = g_ptr_array_index (lockouts, i);

    if (is_forgotten (self, now) && !backend->type->drop_record (backend, SHELF, self->key, error))
      return FALSE;
  }

  return TRUE;
}
