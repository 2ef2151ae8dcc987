/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service init`: from an empty machine to a service that may start. Each step looks first whether it is
 * done, so that whoever was cut off calls it again. */

#include "ctl-init.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "ctl-account.h"
#include "ctl-wish.h"
#include "mado-service-making.h"
#include "mado-service-saving.h"
#include "mado-ward-directory.h"

/* A service on its way. */
typedef struct {
  MadoCtlCall *call;
  MadoCtlWish wish;
  MadoServiceSettings *settings;
  MadoSecret *secret;
} Setting;

static void
clear_setting (Setting *self)
{
  g_clear_pointer (&self->secret, mado_secret_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
  mado_ctl_wish_clear (&self->wish);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setting, clear_setting)

/* --- the steps --------------------------------------------------------------------------------------------------- */

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the folder %s cannot be made: %s", path,
               g_strerror (errno));

  return FALSE;
}

static gboolean
load_configuration (Setting *self, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();

  self->settings = mado_service_settings_load (mado_ctl_get_service_path (self->call), faults);
  if (self->settings == NULL)
    return mado_ctl_fail_with_fault (faults, error);

  return mado_ctl_wish_agrees (&self->wish, self->settings, error);
}

static gboolean
make_papers (Setting *self, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_auto (GStrv) hosts = mado_ctl_dup_hosts (self->call, self->settings);

  if (!make_folder (self->settings->folder, error) ||
      !mado_service_make (self->settings, (const char *const *) hosts, error))
    return FALSE;
  self->secret = mado_service_papers_load_secret (self->settings, faults);

  return self->secret != NULL || mado_ctl_fail_with_fault (faults, error);
}

static gboolean
make_ward (Setting *self, GError **error)
{
  const MadoWardSettings *ward =
      self->wish.ward != NULL ? mado_service_settings_find_ward (self->settings, self->wish.ward) : NULL;

  return ward == NULL || mado_service_ensure_ward (self->settings, ward, self->secret, error);
}

static gboolean
publish (Setting *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) programme = NULL;
  g_autoptr (MadoPublishOrder) order = NULL;
  g_autoptr (GError) fault = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  programme = g_bytes_new_take (g_steal_pointer (&text), length);
  order = mado_service_begin_publication (programme, self->wish.administrator, error);
  if (order == NULL)
    return FALSE;
  if (mado_service_publish (self->settings, self->secret, order, &fault) || mado_ward_place_is_in_use (fault))
    return TRUE; /* in use: whoever serves the ward publishes there */
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static gboolean
publish_all (Setting *self, GError **error)
{
  const char *const *paths = mado_ctl_get_options (self->call, "programme");

  for (; paths != NULL && *paths != NULL; paths++)
    if (!publish (self, *paths, error))
      return FALSE;

  return TRUE;
}

static gboolean
found_accounts (Setting *self, GError **error)
{
  g_autoptr (MadoWardPlace) place = NULL;
  g_autoptr (GError) fault = NULL;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;

  if (self->wish.administrator == NULL)
    return TRUE;
  place = mado_ward_directory_find (self->settings, self->wish.ward, self->secret, error);
  if (place == NULL)
    return FALSE;
  if (mado_ctl_found_ward (self->call, place, self->wish.administrator, self->wish.overseer, &verdict, &fault) ||
      verdict == MADO_ACCESS_EXISTS || mado_ward_place_is_in_use (fault))
    return TRUE; /* in use: people work there already */
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, mado_access_verdict_get_message (verdict));

  return FALSE;
}

static gboolean
save_all (Setting *self, GError **error)
{
  g_autoptr (GPtrArray) saved = NULL;

  if (self->settings->backup_folder == NULL || self->wish.ward == NULL)
    return TRUE;
  if (!mado_service_prepare_saving (self->settings, error))
    return FALSE;
  saved = mado_service_save (self->settings, self->secret, mado_instant_now (), error);

  return saved != NULL;
}

/* What came of it stands in the answer, also where a later step fails: the one-time passwords are shown once. */
static gboolean
set_up (Setting *self, GError **error)
{
  static gboolean (*const steps[]) (Setting *self, GError **error) = { load_configuration, make_papers,    make_ward,
                                                                       publish_all,        found_accounts, save_all };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!steps[i](self, error))
      return FALSE;

  return TRUE;
}

/* --- what was in the way ------------------------------------------------------------------------------------------ */

/* Whoever asks by a window tells its person in other words than ours, by this one. */
static MadoCtlStatus
refuse (MadoCtlCall *call, const char *code, const char *why)
{
  mado_ctl_answer_string (call, "code", code);

  return mado_ctl_refuse (call, "%s", why);
}

static const char *
find_code (const GError *error)
{
  static const struct {
    GIOErrorEnum error;
    const char *code;
  } codes[] = {
    { G_IO_ERROR_PERMISSION_DENIED, "permission" },
    { G_IO_ERROR_READ_ONLY, "permission" },
    { G_IO_ERROR_NO_SPACE, "full" },
    { G_IO_ERROR_NOT_DIRECTORY, "place" },
    { G_IO_ERROR_EXISTS, "place" },
    { G_IO_ERROR_NOT_FOUND, "lost" },
    { G_IO_ERROR_INVALID_ARGUMENT, "otherwise" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, (int) codes[i].error))
      return codes[i].code;

  return "other";
}

/* --- the verb ---------------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_run_init:
 * @call: a call of `service init`
 *
 * Returns: whether there is a service now that may start
 */
MadoCtlStatus
mado_ctl_run_init (MadoCtlCall *call)
{
  g_auto (Setting) setting = { .call = call };
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    return refuse (call, "root",
                   "what root makes the service cannot read: runuser -u madoguchi -- madoguchi-ctl service init");
  if (!mado_ctl_wish_read (&setting.wish, call, &error))
    return mado_ctl_wrong_usage (call, "%s", error->message);
  if (!mado_ctl_wish_write (&setting.wish, mado_ctl_get_service_path (call), &error) || !set_up (&setting, &error))
    return refuse (call, find_code (error), error->message);
  mado_ctl_answer_string (call, "authority", setting.settings->authority);
  mado_ctl_answer_string (call, "secret", setting.settings->secret);
  if (setting.settings->backup_folder != NULL)
    mado_ctl_answer_string (call, "backup_key", setting.settings->backup_key);

  return setting.wish.ward != NULL ? mado_ctl_run_check (call) : MADO_CTL_OK;
}
