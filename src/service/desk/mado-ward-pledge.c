/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line for each stream: a digest of the rest, its epoch, the last entry, the chain there, its name; and one for each
 * epoch that the stream has left, with no entry. A line that a power cut tore fits no digest, and promises nothing. */

#include "mado-ward-pledge.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define DIGEST_LENGTH 16 /* digits */

struct _MadoWardPledge {
  char *path;
  GHashTable *stands;  /* (element-type utf8 MadoStreamStand) */
  GHashTable *left;    /* (element-type utf8 GArray): epochs of each stream from before it was restored */
  gboolean is_shorter; /* than what is written down */
};

/**
 * mado_ward_pledge_dup_path:
 * @folder: of the service
 * @ward: a ward's name
 *
 * Returns: (transfer full): where its pledge lies
 */
char *
mado_ward_pledge_dup_path (const char *folder, const char *ward)
{
  g_autofree char *name = g_strconcat (ward, ".pledge", NULL);

  return g_build_filename (folder, name, NULL);
}

static char *
digest (const char *text)
{
  const MadoHash hash = mado_hash_of (text, strlen (text));
  char *hex = mado_hash_to_hex (&hash);

  hex[DIGEST_LENGTH] = '\0';

  return hex;
}

/* --- epochs ------------------------------------------------------------------------------------------------------- */

static void
free_epochs (gpointer epochs)
{
  g_array_unref (epochs);
}

static gboolean
has_left (const MadoWardPledge *self, const char *stream, gint64 epoch)
{
  const GArray *epochs = g_hash_table_lookup (self->left, stream);

  for (guint i = 0; epochs != NULL && i < epochs->len; i++)
    if (g_array_index (epochs, gint64, i) == epoch)
      return TRUE;

  return FALSE;
}

static void
leave (MadoWardPledge *self, const char *stream, gint64 epoch)
{
  GArray *epochs = g_hash_table_lookup (self->left, stream);

  if (has_left (self, stream, epoch))
    return;
  if (epochs == NULL) {
    epochs = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_hash_table_insert (self->left, g_strdup (stream), epochs);
  }
  g_array_append_val (epochs, epoch);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
read_line (MadoWardPledge *self, const char *line)
{
  g_auto (GStrv) halves = g_strsplit (line, " ", 2);
  g_auto (GStrv) words = g_strv_length (halves) == 2 ? g_strsplit (halves[1], " ", 4) : NULL;
  g_autofree char *wanted = words != NULL ? digest (halves[1]) : NULL;
  MadoStreamStand stand = { 0 };

  if (words == NULL || strcmp (wanted, halves[0]) != 0 || g_strv_length (words) != 4 ||
      !g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT64, &stand.epoch, NULL) ||
      !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, &stand.head.seq, NULL) ||
      !mado_hash_from_hex (words[2], &stand.head.chain, NULL))
    return;
  if (stand.head.seq > 0)
    mado_ward_pledge_note (self, words[3], &stand);
  else
    leave (self, words[3], stand.epoch);
}

/**
 * mado_ward_pledge_open:
 * @path: where it lies, or will
 *
 * Returns: (transfer full): what was promised; nothing where there is no such file
 */
MadoWardPledge *
mado_ward_pledge_open (const char *path)
{
  MadoWardPledge *self = g_new0 (MadoWardPledge, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  self->path = g_strdup (path);
  self->stands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_epochs);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return self;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (self, lines[i]);

  return self;
}

/**
 * mado_ward_pledge_free:
 * @self: (transfer full): a pledge
 */
void
mado_ward_pledge_free (MadoWardPledge *self)
{
  g_hash_table_unref (self->left);
  g_hash_table_unref (self->stands);
  g_free (self->path);
  g_free (self);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/**
 * mado_ward_pledge_note:
 * @self: a pledge
 * @stream: a stream's name
 * @stand: how it stands, after a commit that is safe
 *
 * Where that is in another epoch than before, somebody said that the past is another: what is of the epoch before it
 * from now on is an old copy.
 */
void
mado_ward_pledge_note (MadoWardPledge *self, const char *stream, const MadoStreamStand *stand)
{
  const MadoStreamStand *before = g_hash_table_lookup (self->stands, stream);

  if (before != NULL && before->epoch != stand->epoch)
    leave (self, stream, before->epoch);
  g_hash_table_insert (self->stands, g_strdup (stream), g_memdup2 (stand, sizeof *stand));
}

/**
 * mado_ward_pledge_adopt:
 * @self: a pledge
 * @stream: a stream's name
 * @stand: how it stands, where what was promised of it is lost, and that is written down; with number 0 where there is
 *   no such stream any more
 */
void
mado_ward_pledge_adopt (MadoWardPledge *self, const char *stream, const MadoStreamStand *stand)
{
  if (stand->number != 0 && stand->head.seq > 0)
    mado_ward_pledge_note (self, stream, stand);
  else
    self->is_shorter |= g_hash_table_remove (self->stands, stream);
}

static void
add_line (GString *text, const char *stream, const MadoStreamStand *stand)
{
  g_autofree char *chain = mado_hash_to_hex (&stand->head.chain);
  g_autofree char *line = g_strdup_printf ("%019" G_GINT64_FORMAT " %019" G_GINT64_FORMAT " %s %s", stand->epoch,
                                           stand->head.seq, chain, stream);
  g_autofree char *mark = digest (line);

  g_string_append_printf (text, "%s %s\n", mark, line);
}

static void
add_left (GString *text, const char *stream, const GArray *epochs)
{
  for (guint i = 0; i < epochs->len; i++) {
    const MadoStreamStand none = { .epoch = g_array_index (epochs, gint64, i) };

    add_line (text, stream, &none);
  }
}

static GString *
write_lines (const MadoWardPledge *self)
{
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer stream, value;

  g_hash_table_iter_init (&iter, self->stands);
  while (g_hash_table_iter_next (&iter, &stream, &value))
    add_line (text, stream, value);
  g_hash_table_iter_init (&iter, self->left);
  while (g_hash_table_iter_next (&iter, &stream, &value))
    add_left (text, stream, value);

  return text;
}

/**
 * mado_ward_pledge_write:
 * @self: a pledge
 *
 * In place, without a sync. Where it cannot be written less is promised than could be.
 */
void
mado_ward_pledge_write (MadoWardPledge *self)
{
  g_autofd int file = open (self->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_autoptr (GString) text = write_lines (self);

  if (file >= 0 && (pwrite (file, text->str, text->len, 0) != (gssize) text->len ||
                    (self->is_shorter && ftruncate (file, (off_t) text->len) != 0)))
    (void) g_unlink (self->path); /* ignored: half a line fits no digest */
  self->is_shorter = FALSE;
}

/**
 * mado_ward_pledge_ref_stands:
 * @self: a pledge
 *
 * Returns: (transfer full) (element-type utf8 MadoStreamStand): what was promised, of each stream
 */
GHashTable *
mado_ward_pledge_ref_stands (const MadoWardPledge *self)
{
  return g_hash_table_ref (self->stands);
}

/* --- whether it is kept ------------------------------------------------------------------------------------------- */

static void
clear_breach (gpointer breach)
{
  g_free (((MadoPledgeBreach *) breach)->stream);
}

/* In another epoch somebody said that the past is another: a ward that was restored; unless it is one that was left by
 * that, for then the restored ward is gone, and what was acknowledged in it. */
static gboolean
is_kept (const MadoWardPledge *self,
         MadoBackend *backend,
         const char *stream,
         const MadoStreamStand *stand,
         gboolean *out_is_kept,
         GError **error)
{
  const MadoStreamStand *pledged = g_hash_table_lookup (self->stands, stream);
  const gboolean is_elsewhere = stand->number != 0 && stand->epoch != pledged->epoch;
  g_autoptr (MadoStoredEntry) entry = NULL;

  *out_is_kept = is_elsewhere && !has_left (self, stream, stand->epoch);
  if (is_elsewhere || stand->head.seq < pledged->head.seq)
    return TRUE;
  if (!backend->type->find_entry (backend, stand->number, pledged->head.seq, &entry, error))
    return FALSE;
  *out_is_kept = entry != NULL && mado_hash_equals (&entry->chain, &pledged->head.chain);

  return TRUE;
}

/**
 * mado_ward_pledge_find_breaches:
 * @self: a pledge
 * @backend: of its ward, in a turn
 * @error: where to put what went wrong; a log that is short is none
 *
 * Returns: (transfer full) (nullable) (element-type MadoPledgeBreach): the logs that do not hold what was acknowledged
 */
GArray *
mado_ward_pledge_find_breaches (const MadoWardPledge *self, MadoBackend *backend, GError **error)
{
  g_autoptr (GArray) breaches = g_array_new (FALSE, FALSE, sizeof (MadoPledgeBreach));
  GHashTableIter iter;
  gpointer stream, pledged;

  g_array_set_clear_func (breaches, clear_breach);
  g_hash_table_iter_init (&iter, self->stands);
  while (g_hash_table_iter_next (&iter, &stream, &pledged)) {
    const gint64 seq = ((const MadoStreamStand *) pledged)->head.seq;
    MadoStreamStand stand = { 0 };
    gboolean kept;

    if (!backend->type->find_stream (backend, stream, &stand, error) ||
        !is_kept (self, backend, stream, &stand, &kept, error))
      return NULL;
    if (!kept) {
      const MadoPledgeBreach breach = { g_strdup (stream), seq, stand.head.seq };

      g_array_append_val (breaches, breach);
    }
  }

  return g_steal_pointer (&breaches);
}

/**
 * mado_pledge_breach_describe:
 * @self: what is not kept
 *
 * Returns: (transfer full): in words, without the stream
 */
char *
mado_pledge_breach_describe (const MadoPledgeBreach *self)
{
  if (strchr (self->stream, '/') == NULL) /* no stream: WARD.heads */
    return g_strdup_printf ("%" G_GINT64_FORMAT " lines were signed, and only %" G_GINT64_FORMAT " are there",
                            self->pledged, self->head);
  if (self->head < self->pledged)
    return g_strdup_printf ("entry %" G_GINT64_FORMAT
                            " was acknowledged, and the log ends with entry %" G_GINT64_FORMAT,
                            self->pledged, self->head);

  return g_strdup_printf ("entry %" G_GINT64_FORMAT " is not the one that was acknowledged", self->pledged);
}
