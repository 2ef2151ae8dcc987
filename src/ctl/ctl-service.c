/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service …`: the central service's papers and its wards. */

#include "ctl-service.h"

#include <string.h>

#include "ctl-init.h"
#include "mado-network-check.h"
#include "mado-service-making.h"
#include "mado-service-outlook.h"
#include "mado-service-saving.h"

#define NETWORK "network"

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

/* --- check ------------------------------------------------------------------------------------------------------- */

/* Everything that was looked at, and what was found there. */
static void
answer_looks (MadoCtlCall *call, const char *const *subjects, const char *state, const GPtrArray *faults)
{
  for (; *subjects != NULL; subjects++) {
    gboolean is_good = TRUE;

    for (guint i = 0; i < faults->len; i++) {
      const MadoServiceFault *fault = mado_service_faults_get (faults, i);

      if (g_strcmp0 (fault->subject, *subjects) != 0)
        continue;
      is_good = FALSE;
      json_builder_begin_object (call->answer);
      mado_ctl_answer_string (call, "check", *subjects);
      mado_ctl_answer_string (call, "state", state);
      mado_ctl_answer_string (call, "what", fault->what);
      mado_ctl_answer_string (call, "remedy", fault->remedy);
      json_builder_end_object (call->answer);
    }
    if (!is_good)
      continue;
    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "check", *subjects);
    mado_ctl_answer_string (call, "state", "good");
    json_builder_end_object (call->answer);
  }
}

/* What may answer on this machine: the service, and what is named. */
static gboolean
read_ports (const MadoCtlCall *call, const MadoServiceSettings *settings, GArray *ports, const char **out_wrong)
{
  const char *const *also = mado_ctl_get_options (call, "also");
  const char *end = strrchr (settings->listen, ':');
  g_autofree char *own = g_strconcat ("tcp:", end != NULL ? end + 1 : settings->listen, NULL);
  MadoNetworkPort port;

  *out_wrong = own;
  if (mado_network_port_read (own, &port))
    g_array_append_val (ports, port);
  for (; also != NULL && *also != NULL; also++) {
    *out_wrong = *also;
    if (!mado_network_port_read (*also, &port))
      return FALSE;
    g_array_append_val (ports, port);
  }

  return TRUE;
}

static MadoCtlStatus
check_network (MadoCtlCall *call, const MadoServiceGround *ground, GPtrArray *faults)
{
  g_autoptr (GArray) ports = g_array_new (FALSE, FALSE, sizeof (MadoNetworkPort));
  g_autoptr (GError) error = NULL;
  const char *wrong;

  if (!read_ports (call, ground->settings, ports, &wrong))
    return mado_ctl_wrong_usage (call, "--also is tcp:PORT or udp:PORT, not \"%s\"", wrong);
  if (!mado_network_check (MADO_NETWORK_TABLES, (const MadoNetworkPort *) (const void *) ports->data, ports->len,
                           faults, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_service_faults_name_subject (faults, NETWORK);

  return MADO_CTL_OK;
}

/**
 * mado_ctl_run_check:
 * @call: a call of a verb with %MADO_CTL_SERVICE_OPTION
 *
 * Answers all that is looked at before the service starts, and what will have to be done soon.
 *
 * Returns: whether it may start
 */
MadoCtlStatus
mado_ctl_run_check (MadoCtlCall *call)
{
  static const char *const network[] = { NETWORK, NULL };
  const gboolean wants_network = mado_ctl_get_option (call, NETWORK) != NULL;
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (GPtrArray) soon = mado_service_faults_new ();
  g_autoptr (MadoServiceGround) ground = mado_service_check (mado_ctl_get_service_path (call), faults);
  char until[MADO_INSTANT_ISO_SIZE];

  if (ground != NULL && wants_network) {
    const MadoCtlStatus status = check_network (call, ground, faults);

    if (status != MADO_CTL_OK)
      return status;
  }
  if (ground != NULL)
    mado_service_look_ahead (ground, mado_instant_now (), soon);
  json_builder_set_member_name (call->answer, "checks");
  json_builder_begin_array (call->answer);
  answer_looks (call, mado_service_subjects, "wrong", faults);
  if (ground != NULL && wants_network)
    answer_looks (call, network, "wrong", faults);
  if (ground != NULL)
    answer_looks (call, mado_service_outlook_subjects, "soon", soon);
  json_builder_end_array (call->answer);
  if (ground == NULL || faults->len > 0)
    return mado_ctl_answer_service_faults (call, faults);
  mado_instant_to_iso (ground->papers->until, until);
  mado_ctl_answer_string (call, "certificate_until", until);

  return MADO_CTL_OK;
}

/* --- renew, ward, save ------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_dup_hosts:
 * @call: a call of a verb with "host"
 * @settings: of the service
 *
 * Returns: (transfer full): the names that terminals call it by: those that are given, or what the configuration tells
 * terminals
 */
GStrv
mado_ctl_dup_hosts (const MadoCtlCall *call, const MadoServiceSettings *settings)
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
run_renew (MadoCtlCall *call)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  g_autoptr (MadoAuthority) authority = settings != NULL ? mado_service_papers_load_authority (settings, faults) : NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = NULL;

  if (authority == NULL)
    return mado_ctl_answer_service_faults (call, faults);
  hosts = mado_ctl_dup_hosts (call, settings);
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

static MadoCtlStatus
run_save (MadoCtlCall *call)
{
  g_autoptr (MadoServiceSettings) settings = NULL;
  g_autoptr (MadoSecret) secret = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_load_service (call, &settings, &secret, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  if (settings->backup_folder == NULL)
    return mado_ctl_refuse (call, "%s", "nobody said where wards are saved: folder=… in [backup] of the configuration");
  saved = mado_service_save (settings, secret, mado_instant_now (), &error);
  if (saved == NULL)
    return mado_ctl_refuse (call, "%s", error->message);
  json_builder_set_member_name (call->answer, "saved");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < saved->len; i++) {
    const MadoSavedWard *ward = g_ptr_array_index (saved, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "ward", ward->ward);
    mado_ctl_answer_string (call, "file", ward->path);
    mado_ctl_answer_number (call, "number", ward->number);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

#define HOST_OPTION { "host", "NAME", "how terminals call the service: a name or an address; again for each" }

/* clang-format off */
const MadoCtlVerb mado_ctl_service_verbs[] = {
  { "service", "check", "", 0, 0, "whether the service may start with its configuration, what has to be done soon, and what to do",
    mado_ctl_run_check,
    { MADO_CTL_SERVICE_OPTION, { NETWORK, NULL, "and whether nothing besides it answers on this machine" },
      { "also", "PROTOCOL:PORT", "what may answer, too, as udp:51820; again for each" } } },
  { "service", "init", "", 0, 0, "set a new service up, and check it; asks for what is not said, and goes on where it was cut off",
    mado_ctl_run_init,
    { MADO_CTL_SERVICE_OPTION, HOST_OPTION,
      { "address", "HOST:PORT", "where terminals find the service" },
      { "allow", "NETWORK", "who may connect; again for each" },
      { "folder", "FOLDER", "where it keeps everything; else /var/lib/madoguchi" },
      { "ward", "NAME", "the first ward" },
      { "administrator", "ACCOUNT", "its first administrator" },
      { "overseer", "ACCOUNT", "who confirms what the administrator asks for" },
      { "backup", "FOLDER", "where wards are saved" },
      { "programme", "FILE", "a programme of the ward, to be published; again for each" } } },
  { "service", "save", "", 0, 0, "save all wards and the office where the configuration says", run_save,
    { MADO_CTL_SERVICE_OPTION } },
  { "service", "renew", "", 0, 0, "make another key and certificate of the service; it uses them from its next start on",
    run_renew, { MADO_CTL_SERVICE_OPTION, HOST_OPTION } },
  { "service", "ward", "WARD", 1, 1, "make an empty ward where the configuration says", run_ward,
    { MADO_CTL_SERVICE_OPTION } },
  {},
};
/* clang-format on */
