/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl account …`: the administrator's desk for scripts. Whoever administers or oversees signs in at a
 * terminal, and says at the service's door what the window would say there: the same rules hold, and the same log has
 * it. */

#include <string.h>

#include "ctl-door.h"

/* --- list --------------------------------------------------------------------------------------------------------- */

static void
answer_grants (MadoCtlCall *call, const GPtrArray *grants)
{
  json_builder_set_member_name (call->answer, "grants");
  json_builder_begin_array (call->answer);
  for (guint i = 0; grants != NULL && i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);
    g_autofree char *text = g_strdup_printf ("%s:%s", grant->programme, grant->role);

    json_builder_add_string_value (call->answer, text);
  }
  json_builder_end_array (call->answer);
}

static void
answer_account (MadoCtlCall *call, const MadoAccountLine *account)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "account", account->account);
  answer_grants (call, account->grants);
  mado_ctl_answer_flag (call, "administrator", account->is_administrator);
  mado_ctl_answer_flag (call, "overseer", account->is_overseer);
  mado_ctl_answer_flag (call, "second_factor", account->has_second_factor);
  mado_ctl_answer_flag (call, "must_change", account->must_change);
  mado_ctl_answer_flag (call, "closed", account->is_closed);
  json_builder_end_object (call->answer);
}

static void
answer_until (MadoCtlCall *call, MadoInstant until)
{
  char text[MADO_INSTANT_ISO_SIZE];

  if (!mado_instant_is_valid (until) || until.microseconds == 0)
    return;
  mado_instant_to_iso (until, text);
  mado_ctl_answer_string (call, "until", text);
}

static void
answer_proposal (MadoCtlCall *call, const MadoProposalLine *proposal)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "account", proposal->account);
  mado_ctl_answer_string (call, "kind", proposal->kind);
  mado_ctl_answer_string (call, "by", proposal->by);
  answer_until (call, proposal->until);
  json_builder_end_object (call->answer);
}

static void
answer_roll (MadoCtlCall *call, const MadoAccessRoll *roll)
{
  json_builder_set_member_name (call->answer, "accounts");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < roll->accounts->len; i++)
    answer_account (call, &g_array_index (roll->accounts, MadoAccountLine, i));
  json_builder_end_array (call->answer);
  json_builder_set_member_name (call->answer, "waiting");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < roll->proposals->len; i++)
    answer_proposal (call, &g_array_index (roll->proposals, MadoProposalLine, i));
  json_builder_end_array (call->answer);
}

static MadoCtlStatus
list (MadoCtlCall *call, MadoCtlDoor *door)
{
  const MadoAccessRequest nothing = { 0 };
  g_autoptr (GAsyncResult) result = mado_ctl_door_ask (door, "accounts/list", &nothing);
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAccessRoll) roll = mado_door_hear_accounts (result, &verdict, &error);

  if (roll == NULL) {
    if (error == NULL)
      mado_ctl_door_fail (verdict, &error);
    return mado_ctl_door_refuse (call, error);
  }
  answer_roll (call, roll);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, list);
}

/* --- about an account --------------------------------------------------------------------------------------------- */

static MadoCtlStatus
say (MadoCtlCall *call, const MadoCtlDoor *door, const char *verb, MadoAccessRequest request)
{
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  request.account = (char *) mado_ctl_get_argument (call, 1);
  if (!mado_ctl_door_say (door, verb, &request, &reply, &error))
    return mado_ctl_door_refuse (call, error);
  mado_ctl_answer_string (call, "account", request.account);
  if (reply.one_time != NULL)
    mado_ctl_answer_string (call, "one_time", reply.one_time);
  answer_until (call, reply.until);

  return MADO_CTL_OK;
}

/* Returns: (transfer full) (nullable): %NULL: one of them is written otherwise */
static GPtrArray *
read_grants (const MadoCtlCall *call)
{
  const char *const *texts = mado_ctl_get_options (call, "grant");
  g_autoptr (GPtrArray) grants = mado_grants_new ();

  for (; texts != NULL && *texts != NULL; texts++) {
    g_auto (GStrv) parts = g_strsplit (*texts, ":", 2);

    if (g_strv_length (parts) != 2 || parts[0][0] == '\0' || parts[1][0] == '\0')
      return NULL;
    mado_grants_add (grants, parts[0], parts[1]);
  }

  return g_steal_pointer (&grants);
}

static MadoCtlStatus
say_with_grants (MadoCtlCall *call, const MadoCtlDoor *door, const char *verb)
{
  g_autoptr (GPtrArray) grants = read_grants (call);

  return say (call, door, verb, (MadoAccessRequest) { .grants = grants });
}

static MadoCtlStatus
make (MadoCtlCall *call, MadoCtlDoor *door)
{
  return say_with_grants (call, door, "accounts/make");
}

static MadoCtlStatus
grant (MadoCtlCall *call, MadoCtlDoor *door)
{
  return say_with_grants (call, door, "accounts/grant");
}

static MadoCtlStatus
raise_account (MadoCtlCall *call, MadoCtlDoor *door)
{
  return say (call, door, "accounts/raise",
              (MadoAccessRequest) { .is_administrator = mado_ctl_get_option (call, "administrator") != NULL,
                                    .is_overseer = mado_ctl_get_option (call, "overseer") != NULL });
}

static MadoCtlStatus
reset (MadoCtlCall *call, MadoCtlDoor *door)
{
  return say (call, door, "accounts/reset", (MadoAccessRequest) { 0 });
}

static MadoCtlStatus
confirm (MadoCtlCall *call, MadoCtlDoor *door)
{
  return say (call, door, "accounts/confirm", (MadoAccessRequest) { 0 });
}

static MadoCtlStatus
close_account (MadoCtlCall *call, MadoCtlDoor *door)
{
  return say (call, door, "accounts/close", (MadoAccessRequest) { 0 });
}

/* What an account has from now on is said in whole: leaving it out by mistake would take it all. */
static MadoCtlStatus
run_with_grants (MadoCtlCall *call, MadoCtlDoorWork work)
{
  g_autoptr (GPtrArray) grants = read_grants (call);

  if (grants == NULL)
    return mado_ctl_wrong_usage (call, "--grant is PROGRAMME:ROLE, as ninpu-r7:verifier");
  if ((grants->len == 0) != (mado_ctl_get_option (call, "no-role") != NULL))
    return mado_ctl_wrong_usage (call, "say what it may do: --grant PROGRAMME:ROLE, again for each, or --no-role");

  return mado_ctl_door_work (call, work);
}

static MadoCtlStatus
run_make (MadoCtlCall *call)
{
  return run_with_grants (call, make);
}

static MadoCtlStatus
run_roles (MadoCtlCall *call)
{
  return run_with_grants (call, grant);
}

static MadoCtlStatus
run_raise (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, raise_account);
}

static MadoCtlStatus
run_reset (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, reset);
}

static MadoCtlStatus
run_confirm (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, confirm);
}

static MadoCtlStatus
run_close (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, close_account);
}

/* --- his own ------------------------------------------------------------------------------------------------------ */

/* All his sessions are over then but this one, which goes on under another token. */
static MadoCtlStatus
change_password (MadoCtlCall *call, MadoCtlDoor *door)
{
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) next = mado_ctl_read_new_password (call, &error);
  const MadoAccessRequest request = { .password = door->password, .next = next };

  if (next == NULL || !mado_ctl_door_say (door, "password", &request, &reply, &error))
    return mado_ctl_door_refuse (call, error);
  g_set_str (&door->token, reply.token);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_password (MadoCtlCall *call)
{
  return mado_ctl_door_work_on_password (call, change_password);
}

/* --- reports of the logs ------------------------------------------------------------------------------------------ */

static MadoCtlStatus
sign_off (MadoCtlCall *call, MadoCtlDoor *door)
{
  const MadoAccessRequest request = { .from = (char *) mado_ctl_get_argument (call, 1),
                                      .until = (char *) mado_ctl_get_argument (call, 2),
                                      .report = (char *) mado_ctl_get_argument (call, 3),
                                      .password = door->password };

  return mado_ctl_door_say_only (call, door, "audit/sign-off", &request);
}

static MadoCtlStatus
run_sign_off (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, sign_off);
}

/* clang-format off */
#define GRANT_OPTIONS \
  { "grant", "PROGRAMME:ROLE", "a role that it has, as ninpu-r7:verifier; again for each" }, \
  { "no-role", NULL, "it has none" }

const MadoCtlVerb mado_ctl_account_desk_verbs[] = {
  { "account", "list", "FOLDER", 1, 1, "the ward's accounts with their roles, and what waits for a second person", run_list,
    { MADO_CTL_DOOR_OPTIONS } },
  { "account", "make", "FOLDER ACCOUNT", 2, 2, "make an account; says its one-time password", run_make,
    { MADO_CTL_DOOR_OPTIONS, GRANT_OPTIONS } },
  { "account", "roles", "FOLDER ACCOUNT", 2, 2, "all that an account may do from now on", run_roles,
    { MADO_CTL_DOOR_OPTIONS, GRANT_OPTIONS } },
  { "account", "raise", "FOLDER ACCOUNT", 2, 2,
    "ask that an account be in charge of accounts, or no longer; a second person confirms it", run_raise,
    { MADO_CTL_DOOR_OPTIONS, { "administrator", NULL, "it administers" }, { "overseer", NULL, "it oversees" } } },
  { "account", "reset", "FOLDER ACCOUNT", 2, 2,
    "ask for another password for somebody who forgot his; a second person confirms it", run_reset, { MADO_CTL_DOOR_OPTIONS } },
  { "account", "confirm", "FOLDER ACCOUNT", 2, 2,
    "confirm what another asked for an account; after a reset says its one-time password", run_confirm, { MADO_CTL_DOOR_OPTIONS } },
  { "account", "close", "FOLDER ACCOUNT", 2, 2, "close an account, for good", run_close, { MADO_CTL_DOOR_OPTIONS } },
  { "account", "password", "FOLDER", 1, 1, "change one's own password, also a one-time one", run_password,
    { MADO_CTL_DOOR_OPTIONS } },
  { "audit", "sign-off", "FOLDER FROM UNTIL DIGEST", 4, 4,
    "say that one has looked at a report of the logs, by the digest that `audit report` says", run_sign_off, { MADO_CTL_DOOR_OPTIONS } },
  {},
};
/* clang-format on */
