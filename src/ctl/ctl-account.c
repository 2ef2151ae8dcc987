/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl account …`: the first accounts of a ward, before there is anybody who could sign in and make others.
 */

#include "ctl-account.h"

#include "ctl-service.h"
#include "mado-administration.h"
#include "mado-one-time.h"
#include "mado-password.h"
#include "mado-service-means.h"
#include "mado-ward-directory.h"

#define N_FOUNDERS 2

static gboolean
found (MadoBackend *backend,
       const MadoAccess *access,
       const MadoFounder founders[N_FOUNDERS],
       MadoAccessVerdict *out_verdict,
       GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_administration_found (access, backend, founders, N_FOUNDERS, out_verdict, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

static void
answer_one_time (MadoCtlCall *call, const char *key, const MadoSecret *one_time)
{
  g_autofree char *text =
      g_strndup ((const char *) mado_secret_get_bytes (one_time), mado_secret_get_length (one_time));

  mado_ctl_answer_string (call, key, text);
}

/**
 * mado_ctl_found_ward:
 * @call: a call, whose answer gets the one-time passwords
 * @place: of a ward
 * @administrator: an account
 * @overseer: another: an administrator alone could do nothing that takes two, so there are two from the beginning
 * @out_verdict: (out): why there are none
 * @error: what went wrong; not set where there is a verdict
 *
 * Returns: whether the accounts are there now
 */
gboolean
mado_ctl_found_ward (MadoCtlCall *call,
                     MadoWardPlace *place,
                     const char *administrator,
                     const char *overseer,
                     MadoAccessVerdict *out_verdict,
                     GError **error)
{
  const MadoChanceAndTime means = mado_service_get_means ();
  const MadoArgon2idCost *cost = mado_password_get_default_cost ();
  g_autoptr (MadoSecret) first = mado_one_time_draw ();
  g_autoptr (MadoSecret) second = mado_one_time_draw ();
  g_autofree char *first_hash = mado_password_hash (first, cost, error);
  g_autofree char *second_hash = first_hash != NULL ? mado_password_hash (second, cost, error) : NULL;
  const MadoFounder founders[N_FOUNDERS] = { { administrator, first_hash, TRUE }, { overseer, second_hash, FALSE } };
  g_autoptr (MadoAccess) access =
      second_hash != NULL ? mado_access_new (mado_ward_place_get_name (place), &means, cost, error) : NULL;
  g_autoptr (MadoBackend) backend = access != NULL ? mado_ward_place_open (place, MADO_BACKEND_WRITE, error) : NULL;

  if (backend == NULL || !found (backend, access, founders, out_verdict, error) || *out_verdict != MADO_ACCESS_DONE)
    return FALSE;
  answer_one_time (call, "administrator", first);
  answer_one_time (call, "overseer", second);

  return TRUE;
}

static MadoCtlStatus
run_found (MadoCtlCall *call)
{
  const char *name = mado_ctl_get_argument (call, 0);
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  g_autoptr (MadoSecret) secret = settings != NULL ? mado_service_papers_load_secret (settings, faults) : NULL;
  g_autoptr (MadoWardPlace) place = NULL;
  g_autoptr (GError) error = NULL;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;

  if (g_strcmp0 (mado_ctl_get_argument (call, 1), mado_ctl_get_argument (call, 2)) == 0)
    return mado_ctl_wrong_usage (call, "administrator and overseer are two persons");
  if (secret == NULL)
    return mado_ctl_answer_service_faults (call, faults);
  place = mado_ward_directory_find (settings, name, secret, &error);
  if (place != NULL && mado_ctl_found_ward (call, place, mado_ctl_get_argument (call, 1),
                                            mado_ctl_get_argument (call, 2), &verdict, &error))
    return MADO_CTL_OK;
  if (error != NULL)
    return mado_ctl_refuse (call, "%s", error->message);

  return mado_ctl_refuse (call, "%s",
                          verdict == MADO_ACCESS_EXISTS ? "the ward has accounts already"
                                                        : mado_access_verdict_get_message (verdict));
}

/* clang-format off */
const MadoCtlVerb mado_ctl_account_verbs[] = {
  { "account", "found", "WARD ADMINISTRATOR OVERSEER", 3, 3,
    "make the first two accounts of a ward, while the service is down; says their one-time passwords", run_found,
    { MADO_CTL_SERVICE_OPTION } },
  {},
};
/* clang-format on */
