/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens and closes what serves a ward. */

#include "mado-ward.h"

#include "mado-ward-loss.h"

/* Before anything is promised anew. */
static gboolean
write_down (const MadoWard *self, const GArray *breaches)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_written = mado_ward_loss_note (self->source.loss, breaches, mado_instant_now (), &error);

  if (!is_written)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MADO_EVENT", "past", "MESSAGE",
                      "it cannot be written down what the logs of \"%s\" have lost: keep this journal. %s", self->name,
                      error->message);

  return is_written;
}

/* It is known for good now. The next start finds the log as it is, and not the same once more, which somebody may have
 * looked at meanwhile. */
static void
adopt (const MadoWard *self, const GArray *breaches, MadoBackend *backend)
{
  for (guint i = 0; i < breaches->len; i++) {
    const char *stream = g_array_index (breaches, MadoPledgeBreach, i).stream;
    MadoStreamStand stand = { 0 };

    if (backend->type->find_stream (backend, stream, &stand, NULL)) /* ignored: it is found again */
      mado_ward_pledge_adopt (self->source.pledge, stream, &stand);
  }
  mado_ward_pledge_write (self->source.pledge);
}

/* What an earlier start found, and nobody has looked at. */
static void
say_losses (const MadoWard *self)
{
  g_autoptr (GPtrArray) losses = mado_ward_loss_load (self->source.loss, NULL);

  for (guint i = 0; losses != NULL && i < losses->len; i++) { /* ignored: "audit verify" says what is wrong with it */
    const MadoWardLoss *loss = g_ptr_array_index (losses, i);
    const MadoPledgeBreach breach = { loss->stream, loss->pledged, loss->head };

    if (loss->by == NULL)
      mado_ward_loss_say (&breach);
  }
}

/* The service works on: what is missing comes back from whoever did it, as soon as he is on the line. */
static void
say_breaches (MadoWard *self)
{
  g_autoptr (MadoBackend) backend = self->source.open (self->source.user_data, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = backend != NULL ? mado_turn_begin (backend, MADO_BACKEND_READ, NULL) : NULL;
  g_autoptr (GArray) breaches =
      turn != NULL ? mado_ward_pledge_find_breaches (self->source.pledge, backend, NULL) : NULL;

  for (guint i = 0; breaches != NULL && i < breaches->len; i++) /* ignored: whoever works there says what is wrong */
    mado_ward_loss_say (&g_array_index (breaches, MadoPledgeBreach, i));
  if (breaches != NULL && breaches->len > 0 && self->source.loss != NULL && write_down (self, breaches))
    adopt (self, breaches, backend);
}

/**
 * mado_ward_open:
 * @name: the ward's
 * @source: where it is; what it names outlives the ward
 * @n_readers: threads that read
 * @error: why it cannot be opened
 *
 * Returns: (transfer full) (nullable): the ward, at work
 */
MadoWard *
mado_ward_open (const char *name, const MadoWardSource *source, guint n_readers, GError **error)
{
  g_autoptr (MadoWard) self = g_new0 (MadoWard, 1);

  self->name = g_strdup (name);
  self->source = *source;
  if (!source->is_shared)
    self->source.doubt = mado_ward_doubt_new ();
  self->writer = mado_ward_writer_new (&self->source, error);
  if (self->writer == NULL)
    return NULL;
  if (source->loss != NULL)
    say_losses (self);
  if (source->pledge != NULL)
    say_breaches (self);
  self->readers = mado_ward_readers_new (&self->source, n_readers);
  self->bell = mado_bell_new ();

  return g_steal_pointer (&self);
}

/**
 * mado_ward_free:
 * @self: (transfer full): a ward
 *
 * What was handed in is done first. Those who wait come first, because a bell may send them to the readers again.
 */
void
mado_ward_free (MadoWard *self)
{
  if (self->bell != NULL)
    mado_bell_close (self->bell);
  g_clear_pointer (&self->writer, mado_ward_writer_free);
  g_clear_pointer (&self->readers, mado_ward_readers_free);
  g_clear_pointer (&self->bell, mado_bell_free);
  g_clear_pointer (&self->source.doubt, mado_ward_doubt_free);
  g_clear_pointer (&self->source.pledge, mado_ward_pledge_free);
  g_clear_pointer (&self->source.loss, g_free);
  g_free (self->name);
  g_free (self);
}
