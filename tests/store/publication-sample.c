/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signed by a key that nobody has seen before: whose it is, the service has to know. */

#include "publication-sample.h"

/**
 * publication_sample_write_header:
 * @stream: where it was published
 * @revision: the number of its entry
 * @kind: of the entry
 * @programme: the file
 * @is_signed: whether a person signed it
 *
 * Returns: (transfer full): what the log says of it
 */
GBytes *
publication_sample_write_header (
    const char *stream, gint64 revision, const char *kind, GBytes *programme, gboolean is_signed)
{
  const MadoPublication publication = { stream, "s-01", programme };
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autofree char *public_key = NULL, *signature = NULL;
  MadoLogHeader header = {
    .seq = revision,
    .at = mado_instant_now (),
    .operation = mado_id_draw (),
    .kind = kind,
    .actor = "s-01",
    .terminal = "",
    .outcome = MADO_OUTCOME_APPLIED,
  };
  g_autoptr (GError) error = NULL;
  GBytes *text;

  g_assert_true (mado_publication_sign (&publication, key, &public_key, &signature, NULL));
  if (is_signed) {
    header.key = public_key;
    header.signature = signature;
  }
  text = mado_log_header_write (&header, &error);
  g_assert_no_error (error);

  return text;
}

typedef struct {
  MadoDesk *desk;
  const MadoPublished *published;
  gint64 revision;
  gboolean is_new;
} Following;

static void
follow_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  Following *following = request;
  GError *error = NULL;

  if (mado_desk_follow (following->desk, following->published, following->revision, &following->is_new, &error))
    g_task_return_boolean (task,
                           mado_desk_works_by (following->desk, following->published->epoch, following->revision));
  else
    g_task_return_error (task, error);
}

/**
 * publication_sample_follow:
 * @desk: a desk
 * @published: what the service says it published
 * @revision: where, as it said before
 * @out_is_new: (out) (optional): whether it says anything else than what was there
 * @error: why the desk does not take it
 *
 * Returns: whether it works by it
 */
gboolean
publication_sample_follow (
    MadoDesk *desk, const MadoPublished *published, gint64 revision, gboolean *out_is_new, GError **error)
{
  Following following = { .desk = desk, .published = published, .revision = revision };
  const gboolean is_done = mado_desk_do_and_wait (desk, MADO_DESK_WRITER, follow_work, &following, error);

  if (out_is_new != NULL)
    *out_is_new = following.is_new;

  return is_done;
}
