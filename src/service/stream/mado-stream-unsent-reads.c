/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody looked at on a terminal before its end, and the service was not told, comes into the ward's log of
 * reads all the same, when an administrator wants it so: under the name of whoever looked, each of it once. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-stream-private.h"

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot take the reads that were handed in: %s", flaw);

  return FALSE;
}

/* The service knows whose device it is, once that has said anything; before, the envelope says so, and whoever has it
 * taken answers for that. */
static gboolean
find_reader (MadoStream *self, MadoBackend *backend, const MadoUnsentReads *work, char **out_account, GError **error)
{
  g_autoptr (MadoStoredDevice) device = NULL;
  MadoStreamStand stand = { 0 };
  const char *account;

  if (!backend->type->find_stream (backend, self->name, &stand, error) ||
      !backend->type->find_device (backend, stand.number, work->reads->device, &device, error))
    return FALSE;
  if (device != NULL && strcmp (device->terminal, work->terminal) != 0)
    return refuse (error, "the device is of another terminal than that which handed it in");
  account = device != NULL ? device->account : work->account;
  if (strcmp (account, work->administrator) == 0)
    return refuse (error, "whoever looked does not have it taken himself");
  *out_account = g_strdup (account);

  return TRUE;
}

static GBytes *
write_note (const MadoUnsentReads *work, const char *account, guint n_new, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char device[MADO_ID_TEXT_SIZE];
  GBytes *text;

  mado_id_to_text (work->reads->device, device);
  yyjson_mut_obj_add_str (doc, root, "account", account);
  yyjson_mut_obj_add_str (doc, root, "device", device);
  yyjson_mut_obj_add_uint (doc, root, "reads", n_new);
  yyjson_mut_obj_add_str (doc, root, "terminal", work->terminal);
  text = mado_canonical_json_from_value (root, error);
  yyjson_mut_doc_free (doc);

  return text;
}

static gboolean
note (MadoStream *self,
      MadoBackend *backend,
      const MadoUnsentReads *work,
      const char *account,
      guint n_new,
      GError **error)
{
  g_autoptr (GBytes) payload = write_note (work, account, n_new, error);
  const MadoLogHeader header = { .kind = MADO_STREAM_TAKE_UNSENT, .actor = work->administrator, .terminal = "" };

  return payload != NULL && mado_stream_note (self, backend, &header, payload, error);
}

/**
 * mado_stream_take_unsent_reads:
 * @self: a stream
 * @backend: a backend, in a turn that writes
 * @work: what was handed in, from where, and who has it taken
 * @out_n_new: (out): how many of them nobody had told before
 * @error: %MADO_BASE_ERROR_INVALID where it cannot be taken so: then the turn is to be undone
 *
 * Returns: whether all of it is in the ward's log of reads, and the log says who wanted that
 */
gboolean
mado_stream_take_unsent_reads (
    MadoStream *self, MadoBackend *backend, const MadoUnsentReads *work, guint *out_n_new, GError **error)
{
  g_autofree char *account = NULL;
  MadoCaller caller = { .terminal = work->terminal };

  if (!find_reader (self, backend, work, &account, error))
    return FALSE;
  caller.person.account = account;

  return mado_stream_take_reads (self, backend, &caller, work->reads, out_n_new, error) &&
         (*out_n_new == 0 || note (self, backend, work, account, *out_n_new, error));
}
