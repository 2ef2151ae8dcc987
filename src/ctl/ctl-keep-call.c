/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key of backups; a ward's digest; and of every fault what to do about it. */

#include "ctl-keep-call.h"

#include <gio/gio.h>

#include "ctl-profile.h"
#include "mado-keep-error.h"

/**
 * mado_ctl_load_backup_key:
 * @call: a call of a verb with %MADO_CTL_KEY_OPTION
 * @error: why there is none
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoSecret *
mado_ctl_load_backup_key (MadoCtlCall *call, GError **error)
{
  const char *path = mado_ctl_get_option (call, "key");
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  MadoSecret *key;

  if (path == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--key FILE is needed");
    return NULL;
  }
  key = mado_service_papers_load_backup_key (path, faults);
  if (key == NULL)
    mado_ctl_fail_with_fault (faults, error);

  return key;
}

/**
 * mado_ctl_answer_rooms:
 * @call: a call
 * @digest: of a ward
 */
void
mado_ctl_answer_rooms (MadoCtlCall *call, const MadoWardDigest *digest)
{
  json_builder_set_member_name (call->answer, "rooms");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < mado_ward_digest_count (digest); i++) {
    const MadoWardSum *sum = mado_ward_digest_get (digest, i);
    g_autofree char *text = mado_ward_sum_describe (sum);
    g_autofree char *hash = mado_hash_to_hex (&sum->hash);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "room", text);
    mado_ctl_answer_string (call, "digest", hash);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static const struct {
  MadoKeepError code;
  const char *remedy;
} remedies[] = {
  { MADO_KEEP_ERROR_KEY, "name the key that it was saved under with --key" },
  { MADO_KEEP_ERROR_DAMAGED, "take another copy of the file, or restore up to the one before with --until" },
  { MADO_KEEP_ERROR_NEWER, "use the release that wrote it, or a newer one" },
  { MADO_KEEP_ERROR_GAP, "put the missing file back, or restore up to the one before with --until" },
  { MADO_KEEP_ERROR_NOTHING, "name the folder that the ward was saved to" },
  { MADO_KEEP_ERROR_ERASURES, "put the file \"erased\" back from another copy of the folder" },
  { MADO_KEEP_ERROR_NOT_EMPTY, "name a place where nothing is: a new file, a new database" },
  { MADO_KEEP_ERROR_DIFFERS, "keep both, and restore up to the file before with --until" },
};

static const char *
find_remedy (int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if ((int) remedies[i].code == code)
      return remedies[i].remedy;

  return "";
}

/**
 * mado_ctl_refuse_keep:
 * @call: a call
 * @error: why; one of saving and restoring is answered with its code, and with what to do
 *
 * Returns: the status of refused input, or of wrong usage
 */
MadoCtlStatus
mado_ctl_refuse_keep (MadoCtlCall *call, const GError *error)
{
  if (error->domain != MADO_KEEP_ERROR)
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_string (call, "code", mado_keep_error_get_name ((MadoKeepError) error->code));
  mado_ctl_answer_string (call, "remedy", find_remedy (error->code));

  return mado_ctl_refuse (call, "%s: %s", error->message, find_remedy (error->code));
}
