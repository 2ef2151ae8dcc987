/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a lease holds, and when it holds no more. The file is in clear, as the terminal's share beside it: neither opens
 * anything without the password. */

#include "mado-lease-file.h"

#include <string.h>

#include "mado-access-reply.h"
#include "mado-durable-file.h"
#include "mado-hex.h"
#include "mado-store-error.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define LARGEST_FILE 1024                /* bytes */
#define TOLERANCE (1 * G_TIME_SPAN_HOUR) /* by which the clocks of this terminal and of the service may differ */

static const char what[] = "lease";

typedef struct {
  MadoSecret *share;
  MadoLeaseTerm term;
  MadoInstant seen; /* it was not earlier than that */
} Lease;

static void
clear_lease (Lease *self)
{
  g_clear_pointer (&self->share, mado_secret_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lease, clear_lease)

static gint64
get_length (const MadoLeaseTerm *term)
{
  return (term->days != 0 ? term->days : MADO_ACCESS_LEASE_DAYS) * G_TIME_SPAN_DAY;
}

static char *
name_file (const char *profile)
{
  return g_strconcat (profile, ".lease", NULL);
}

static MadoSecret *
read_share (MadoWireReader *reader)
{
  MadoSecret *share = mado_secret_new (MADO_KEY_SHARE_SIZE);

  if (!mado_hex_to_bytes (mado_wire_reader_get_text (reader, "share", 2 * MADO_KEY_SHARE_SIZE),
                          mado_secret_get_bytes (share), MADO_KEY_SHARE_SIZE, NULL))
    mado_wire_reader_refuse (reader, "share", "is none");

  return share;
}

static gboolean
load_lease (const char *profile, Lease *out_lease, GError **error)
{
  g_autofree char *path = name_file (profile);
  g_autoptr (GBytes) text = mado_durable_file_load (path, LARGEST_FILE, error);
  g_autoptr (MadoWireReader) reader = text != NULL ? mado_wire_reader_new_wiping (what, text) : NULL;

  if (reader == NULL)
    return FALSE;
  out_lease->share = read_share (reader);
  out_lease->term.until = mado_wire_reader_get_instant (reader, "until");
  if (mado_wire_reader_has (reader, "days"))
    out_lease->term.days = (guint) mado_wire_reader_get_number (reader, "days", 1, MADO_ACCESS_MOST_LEASE_DAYS);
  out_lease->seen = mado_wire_reader_get_instant (reader, "seen");

  return mado_wire_reader_finish (reader, error);
}

static gboolean
save_lease (const char *profile, const Lease *lease, GError **error)
{
  g_autofree char *path = name_file (profile);
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autofree char *share = mado_hex_from_bytes (mado_secret_get_bytes (lease->share), MADO_KEY_SHARE_SIZE);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "share", share, 2 * MADO_KEY_SHARE_SIZE);
  mado_wire_writer_add_instant (writer, "until", lease->term.until);
  if (lease->term.days != 0)
    mado_wire_writer_add_number (writer, "days", lease->term.days, 1, MADO_ACCESS_MOST_LEASE_DAYS);
  mado_wire_writer_add_instant (writer, "seen", lease->seen);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && mado_durable_file_save (path, text, MADO_DURABLE_FILE_REPLACE, error);
}

/**
 * mado_lease_file_save:
 * @profile: the path of a profile, without an ending
 * @share: the service's, of %MADO_KEY_SHARE_SIZE
 * @term: for how long the service lends it, and until when, which tells its time, too
 * @error: what the disk said
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_lease_file_save (const char *profile, const MadoSecret *share, const MadoLeaseTerm *term, GError **error)
{
  const Lease lease = { (MadoSecret *) share, *term, { term->until.microseconds - get_length (term) } };

  return save_lease (profile, &lease, error);
}

static gboolean
refuse (GError **error, MadoStoreError code, const char *message)
{
  g_set_error_literal (error, MADO_STORE_ERROR, (int) code, message);

  return FALSE;
}

/* A lease that is over goes, whatever the clock says afterwards. */
static gboolean
check_time (const char *profile, const Lease *lease, MadoInstant now, GError **error)
{
  if (now.microseconds < lease->seen.microseconds - TOLERANCE)
    return refuse (error, MADO_STORE_ERROR_CLOCK, "cannot use the service's share: the clock was set back");
  if (now.microseconds < lease->term.until.microseconds)
    return TRUE;
  if (!mado_lease_file_destroy (profile, error))
    return FALSE;

  return refuse (error, MADO_STORE_ERROR_LEASE_OVER, "cannot use the service's share: it is lent no longer");
}

/**
 * mado_lease_file_take:
 * @profile: the path of a profile, without an ending
 * @now: the time by the terminal's clock
 * @error: %MADO_STORE_ERROR_LEASE_OVER, also where there is none, or it cannot be read; %MADO_STORE_ERROR_CLOCK
 *
 * Returns: (transfer full) (nullable): the service's share, for work without the service
 */
MadoSecret *
mado_lease_file_take (const char *profile, MadoInstant now, GError **error)
{
  g_auto (Lease) lease = { 0 };

  if (!load_lease (profile, &lease, NULL)) { /* whatever it is, the service lends it again */
    refuse (error, MADO_STORE_ERROR_LEASE_OVER, "cannot use the service's share: it is not lent");
    return NULL;
  }
  if (!check_time (profile, &lease, now, error))
    return NULL;
  lease.seen.microseconds = MAX (lease.seen.microseconds, now.microseconds);

  return save_lease (profile, &lease, error) ? g_steal_pointer (&lease.share) : NULL;
}

/**
 * mado_lease_file_renew:
 * @profile: the path of a profile, without an ending
 * @official: the service's time, as it said itself to somebody who is signed in
 * @error: what the disk said
 *
 * Returns: whether it is lent from then on for as many days as before, or was not lent at all
 */
gboolean
mado_lease_file_renew (const char *profile, MadoInstant official, GError **error)
{
  g_auto (Lease) lease = { 0 };

  if (!load_lease (profile, &lease, NULL)) /* whoever signs in next gets another */
    return TRUE;

  lease.term.until.microseconds = official.microseconds + get_length (&lease.term);

  return mado_lease_file_save (profile, lease.share, &lease.term, error);
}

/**
 * mado_lease_file_find_until:
 * @profile: the path of a profile, without an ending
 *
 * Returns: until when somebody can work there without the service; none: no lease can be read
 */
MadoInstant
mado_lease_file_find_until (const char *profile)
{
  g_auto (Lease) lease = { 0 };

  return load_lease (profile, &lease, NULL) ? lease.term.until : MADO_INSTANT_NONE;
}

/**
 * mado_lease_file_destroy:
 * @profile: the path of a profile, without an ending
 * @error: what the system says
 *
 * Returns: whether there is no lease, nor anything left of one
 */
gboolean
mado_lease_file_destroy (const char *profile, GError **error)
{
  g_autofree char *path = name_file (profile);
  g_autofree char *interrupted = g_strconcat (path, ".new", NULL); /* of a save that a crash cut short */

  return mado_durable_file_destroy (interrupted, error) && mado_durable_file_destroy (path, error);
}
