/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signs in, says what a verb has to say, and leaves. Whoever is signed in at the window of the same terminal has to
 * sign in anew there: a person has one session on a terminal. */

#include "ctl-door.h"

#include "ctl-profile.h"
#include "mado-config.h"
#include "mado-papers-file.h"
#include "mado-programme-file.h"

#define HOUSE_PROGRAMME "ninpu-r7" /* comes with the program, and names its ward */
#define MOST_KNOCKS 6              /* where the service says that it is busy */
#define BETWEEN_KNOCKS (1500 * G_TIME_SPAN_MILLISECOND)

G_DEFINE_QUARK (mado - ctl - door - error - quark, mado_ctl_door_error)

/**
 * mado_ctl_door_clear:
 * @self: a door
 */
void
mado_ctl_door_clear (MadoCtlDoor *self)
{
  g_clear_pointer (&self->courier, mado_courier_free);
  g_clear_pointer (&self->papers, mado_papers_free);
  g_clear_pointer (&self->password, mado_secret_free);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->ward, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->folder, g_free);
}

/* --- saying something --------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_over_cb:
 * @source: unused
 * @result: what came of it
 * @out_result: (out) (transfer full): where whoever waits finds it
 */
void
mado_ctl_over_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

/**
 * mado_ctl_await:
 * @result: where mado_ctl_over_cb() puts it
 */
void
mado_ctl_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * mado_ctl_door_ask:
 * @self: a door
 * @verb: of it
 * @request: what is said
 *
 * Returns: (transfer full): the answer, for mado_door_say_finish() and mado_door_hear_accounts() and the like
 */
GAsyncResult *
mado_ctl_door_ask (const MadoCtlDoor *self, const char *verb, const MadoAccessRequest *request)
{
  const MadoDoor door = { self->courier, self->ward, self->token };
  GAsyncResult *result = NULL;

  mado_door_say_async (&door, verb, request, NULL, mado_ctl_over_cb, &result);
  mado_ctl_await (&result);

  return result;
}

/**
 * mado_ctl_door_fail:
 * @verdict: what the service says
 * @error: where to put that it is no
 *
 * Returns: whether it is yes
 */
gboolean
mado_ctl_door_fail (MadoAccessVerdict verdict, GError **error)
{
  if (verdict == MADO_ACCESS_DONE)
    return TRUE;
  g_set_error (error, MADO_CTL_DOOR_ERROR, (int) verdict, "the service does not do it: %s",
               mado_access_verdict_get_message (verdict));

  return FALSE;
}

/**
 * mado_ctl_door_say:
 * @self: a door
 * @verb: of it
 * @request: what is said
 * @out_reply: (out): what the service says, where it does it
 * @error: %MADO_CTL_DOOR_ERROR, or that it cannot be reached
 *
 * Returns: whether it is done
 */
gboolean
mado_ctl_door_say (const MadoCtlDoor *self,
                   const char *verb,
                   const MadoAccessRequest *request,
                   MadoAccessReply *out_reply,
                   GError **error)
{
  g_autoptr (GAsyncResult) result = mado_ctl_door_ask (self, verb, request);

  return mado_door_say_finish (result, out_reply, error) && mado_ctl_door_fail (out_reply->verdict, error);
}

/* --- coming in ---------------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_door_employ:
 * @self: an empty door
 * @folder: of a terminal
 * @error: why it has no papers
 *
 * Returns: whether the service can be asked
 */
gboolean
mado_ctl_door_employ (MadoCtlDoor *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);

  self->folder = g_strdup (folder);
  self->papers = mado_papers_file_load (path, error);
  if (self->papers != NULL)
    self->courier = mado_courier_new (mado_papers_copy (self->papers), mado_instant_now);

  return self->papers != NULL;
}

static void
take_session (MadoCtlDoor *self, MadoAccessReply *reply)
{
  g_set_str (&self->token, reply->token);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
  self->grants = g_steal_pointer (&reply->grants);
  self->must_change = reply->must_change;
}

/* Also where many people sign in at the same moment. */
static gboolean
knock (const MadoCtlDoor *self, const MadoAccessRequest *request, MadoAccessReply *out_reply, GError **error)
{
  g_autoptr (GError) fault = NULL;

  for (guint i = 0; i < MOST_KNOCKS; i++) {
    g_clear_error (&fault);
    mado_access_reply_clear (out_reply);
    if (mado_ctl_door_say (self, "sign-in", request, out_reply, &fault))
      return TRUE;
    if (!g_error_matches (fault, MADO_CTL_DOOR_ERROR, MADO_ACCESS_BUSY))
      break;
    g_usleep (BETWEEN_KNOCKS);
  }
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/**
 * mado_ctl_door_sign_in:
 * @self: a door, whose account, ward and password are known
 * @call: a call of a verb with %MADO_CTL_DOOR_PROOF
 * @error: %MADO_CTL_DOOR_ERROR, or that the service cannot be reached
 *
 * Returns: whether there is a session
 */
gboolean
mado_ctl_door_sign_in (MadoCtlDoor *self, const MadoCtlCall *call, GError **error)
{
  const char *code = mado_ctl_get_option (call, "code");
  const MadoAccessRequest request = { .account = self->account,
                                      .password = self->password,
                                      .code = (char *) (code != NULL ? code : ""),
                                      .release = (char *) MADO_VERSION };
  g_auto (MadoAccessReply) reply = { 0 };

  if (!knock (self, &request, &reply, error))
    return FALSE;
  take_session (self, &reply);

  return TRUE;
}

/**
 * mado_ctl_door_leave:
 * @self: a door
 */
void
mado_ctl_door_leave (const MadoCtlDoor *self)
{
  const MadoAccessRequest nothing = { 0 };
  g_auto (MadoAccessReply) reply = { 0 };

  (void) mado_ctl_door_say (self, "sign-out", &nothing, &reply, NULL); /* ignored: the next session ends it, too */
}

/* --- verbs -------------------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_door_refuse:
 * @call: a call
 * @error: why it was not done
 *
 * Answers with the word of what the service said, too, for scripts.
 *
 * Returns: the status of refused input, or of wrong usage
 */
MadoCtlStatus
mado_ctl_door_refuse (MadoCtlCall *call, const GError *error)
{
  if (error->domain == MADO_CTL_DOOR_ERROR)
    mado_ctl_answer_string (call, "code", mado_access_verdict_get_name ((MadoAccessVerdict) error->code));
  else if (error->domain == MADO_OBSTACLE_ERROR)
    mado_ctl_answer_string (call, "code", mado_obstacle_get_name ((MadoObstacle) error->code));

  return mado_ctl_refuse_with (call, error);
}

static char *
dup_ward (const MadoCtlCall *call, GError **error)
{
  const char *told = mado_ctl_get_option (call, "ward");
  g_autoptr (MadoProgramme) programme = told == NULL ? mado_programme_file_find (HOUSE_PROGRAMME, error) : NULL;

  return g_strdup (programme != NULL ? programme->identity.ward : told);
}

static gboolean
enter (MadoCtlDoor *self, MadoCtlCall *call, GError **error)
{
  self->account = g_strdup (mado_ctl_get_option (call, "as"));
  if (self->account == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--as is missing: who does it");
    return FALSE;
  }
  self->ward = dup_ward (call, error);
  if (self->ward == NULL || !mado_ctl_door_employ (self, mado_ctl_get_argument (call, 0), error))
    return FALSE;
  self->password = mado_ctl_read_password (call, error);

  return self->password != NULL && mado_ctl_door_sign_in (self, call, error);
}

static MadoCtlStatus
work_inside (MadoCtlCall *call, MadoCtlDoorWork work, gboolean has_own_password)
{
  g_auto (MadoCtlDoor) door = { 0 };
  g_autoptr (GError) error = NULL;
  MadoCtlStatus status;

  if (!enter (&door, call, &error))
    return mado_ctl_door_refuse (call, error);
  status = has_own_password && door.must_change
               ? mado_ctl_refuse (call, "the password has to be changed first: madoguchi-ctl account password")
               : work (call, &door);
  mado_ctl_door_leave (&door);

  return status;
}

/**
 * mado_ctl_door_work:
 * @call: a call of a verb with %MADO_CTL_DOOR_OPTIONS, whose first argument is the folder of a terminal
 * @work: what it does, once somebody is signed in
 *
 * Returns: what came of it
 */
MadoCtlStatus
mado_ctl_door_work (MadoCtlCall *call, MadoCtlDoorWork work)
{
  return work_inside (call, work, TRUE);
}

/**
 * mado_ctl_door_work_on_password:
 * @call: the same
 * @work: what it does, also for whoever has to choose a password first
 *
 * Returns: what came of it
 */
MadoCtlStatus
mado_ctl_door_work_on_password (MadoCtlCall *call, MadoCtlDoorWork work)
{
  return work_inside (call, work, FALSE);
}

/**
 * mado_ctl_door_say_only:
 * @call: a call
 * @door: a door
 * @verb: of it, whose answer says nothing more than that it is done
 * @request: what is said
 *
 * Returns: what came of it
 */
MadoCtlStatus
mado_ctl_door_say_only (MadoCtlCall *call, const MadoCtlDoor *door, const char *verb, const MadoAccessRequest *request)
{
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  return mado_ctl_door_say (door, verb, request, &reply, &error) ? MADO_CTL_OK : mado_ctl_door_refuse (call, error);
}
