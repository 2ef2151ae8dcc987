/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service …`: the central service's papers and its wards. */

#include "ctl-service.h"

#include <string.h>

#include "mado-service-check.h"
#include "mado-service-making.h"

/**
 * mado_ctl_answer_service_faults:
 * @call: a call
 * @faults: (element-type MadoServiceFault): what is wrong with the service
 *
 * Returns: the status of refused input
 */
MadoCtlStatus
mado_ctl_answer_service_faults (MadoCtlCall *call, const GPtrArray *faults)
{
  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < faults->len; i++) {
    const MadoServiceFault *fault = mado_service_faults_get (faults, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "what", fault->what);
    mado_ctl_answer_string (call, "remedy", fault->remedy);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);

  return mado_ctl_refuse (call, "%s", mado_service_faults_get (faults, 0)->what);
}

/**
 * mado_ctl_get_service_path:
 * @call: a call of a verb with %MADO_CTL_SERVICE_OPTION
 *
 * Returns: (transfer none): where the service's configuration is
 */
const char *
mado_ctl_get_service_path (const MadoCtlCall *call)
{
  const char *path = mado_ctl_get_option (call, "config");

  return path != NULL ? path : MADO_SERVICE_SETTINGS_PATH;
}

/**
 * mado_ctl_load_service:
 * @call: a call of a verb with %MADO_CTL_SERVICE_OPTION
 * @out_settings: (out) (transfer full): what its configuration says
 * @out_secret: (out) (transfer full): what the keys of its files are made of
 * @error: the first thing that is wrong with it, and what to do
 *
 * Returns: whether it is known
 */
gboolean
mado_ctl_load_service (MadoCtlCall *call, MadoServiceSettings **out_settings, MadoSecret **out_secret, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  g_autoptr (MadoSecret) secret = settings != NULL ? mado_service_papers_load_secret (settings, faults) : NULL;

  if (secret == NULL)
    return mado_ctl_fail_with_fault (faults, error);
  *out_settings = g_steal_pointer (&settings);
  *out_secret = g_steal_pointer (&secret);

  return TRUE;
}

/**
 * mado_ctl_fail_with_fault:
 * @faults: (element-type MadoServiceFault): what is wrong
 * @error: the first of it, and what to do
 *
 * Returns: %FALSE
 */
gboolean
mado_ctl_fail_with_fault (const GPtrArray *faults, GError **error)
{
  const MadoServiceFault *fault = mado_service_faults_get (faults, 0);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", fault->what, fault->remedy);

  return FALSE;
}

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceGround) ground = mado_service_check (mado_ctl_get_service_path (call), faults);
  char until[MADO_INSTANT_ISO_SIZE];

  if (ground == NULL)
    return mado_ctl_answer_service_faults (call, faults);
  mado_instant_to_iso (ground->papers->until, until);
  mado_ctl_answer_string (call, "certificate_until", until);

  return MADO_CTL_OK;
}

/* The names that terminals call it by: those that are given, or what the configuration tells terminals. */
static GStrv
dup_hosts (const MadoCtlCall *call, const MadoServiceSettings *settings)
{
  const char *const *given = mado_ctl_get_options (call, "host");
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  const char *end = strrchr (settings->address, ':');

  if (given != NULL)
    return g_strdupv ((char **) given);
  g_strv_builder_take (hosts, end != NULL ? g_strndup (settings->address, (gsize) (end - settings->address))
                                          : g_strdup (settings->address));

  return g_strv_builder_end (hosts);
}

static MadoCtlStatus
run_init (MadoCtlCall *call)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = NULL;

  if (settings == NULL)
    return mado_ctl_answer_service_faults (call, faults);
  hosts = dup_hosts (call, settings);
  if (!mado_service_make (settings, (const char *const *) hosts, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "authority", settings->authority);
  mado_ctl_answer_string (call, "secret", settings->secret);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_renew (MadoCtlCall *call)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  g_autoptr (MadoAuthority) authority = settings != NULL ? mado_service_papers_load_authority (settings, faults) : NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = NULL;

  if (authority == NULL)
    return mado_ctl_answer_service_faults (call, faults);
  hosts = dup_hosts (call, settings);
  if (!mado_service_renew (settings, authority, (const char *const *) hosts, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "certificate", settings->certificate);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_ward (MadoCtlCall *call)
{
  const char *name = mado_ctl_get_argument (call, 0);
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  g_autoptr (MadoSecret) secret = settings != NULL ? mado_service_papers_load_secret (settings, faults) : NULL;
  const MadoWardSettings *ward;
  g_autoptr (GError) error = NULL;

  if (secret == NULL)
    return mado_ctl_answer_service_faults (call, faults);
  ward = mado_service_settings_find_ward (settings, name);
  if (ward == NULL)
    return mado_ctl_refuse (call, "the configuration has no group [ward %s]", name);
  if (!mado_service_make_ward (ward, secret, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "ward", ward->name);
  mado_ctl_answer_string (call, "backend", ward->backend);

  return MADO_CTL_OK;
}

#define HOST_OPTION { "host", "NAME", "how terminals call the service: a name or an address; again for each" }

/* clang-format off */
const MadoCtlVerb mado_ctl_service_verbs[] = {
  { "service", "check", "", 0, 0, "whether the service may start with its configuration, and if not, what to do", run_check,
    { MADO_CTL_SERVICE_OPTION } },
  { "service", "init", "", 0, 0, "make the authority, the papers and the office of a new service", run_init,
    { MADO_CTL_SERVICE_OPTION, HOST_OPTION } },
  { "service", "renew", "", 0, 0, "make another key and certificate of the service; it uses them from its next start on",
    run_renew, { MADO_CTL_SERVICE_OPTION, HOST_OPTION } },
  { "service", "ward", "WARD", 1, 1, "make an empty ward where the configuration says", run_ward,
    { MADO_CTL_SERVICE_OPTION } },
  {},
};
/* clang-format on */
