/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each role gets of the kinds beside cases, and of the operations on them, member by member. */

#include <string.h>

#include "mado-draft.h"
#include "mado-kind.h"
#include "mado-projection.h"
#include "programme-sample.h"
#include "projection-sample.h"

#define ID "0195eeb1-5a00-7abc-8def-0123456789ab"
#define CASE "0195eeb1-5a00-7abc-8def-0123456789ac"
#define ME "a-099"

static const char *const programmes[] = { "ninpu-r7.json", "babysitter-r7.json", "kosodate-oen-r7.json" };
static const char *const kinds[] = { "earlier_payment", "erasure", "handover",     "incident", "inquiry",
                                     "notice",          "person",  "preservation", "recovery", "run",
                                     "saying",          "series",  "wording" };

/* What it matters whether a protected person is concerned. */
typedef enum {
  ALWAYS,
  OPEN,        /* not where he is */
  OPEN_OR_OWN, /* nor then, but what one has written oneself */
} When;

/* Members with those who get them: duties, "readers" of items, "staff", the "reporter", or nobody. */
static const struct {
  const char *of;    /* a kind, or an operation */
  const char *paths; /* "thread[]/text": of each in a list; "identity[]": a list of texts */
  const char *who;
  When when;
} rows[] = {
  { "inquiry",
    "case category outcome waits/call_back/at waits/call_back/by waits/call_back/due waits/call_back/call_at "
    "waits/ask_ward/at waits/ask_ward/by waits/ask_ward/due waits/ask_ward/call_at thread[]/at thread[]/by "
    "thread[]/operation thread[]/what thread[]/script thread[]/due thread[]/case answered/at answered/by closed/at "
    "closed/by",
    "calls oversee readers" },
  { "inquiry", "thread[]/text thread[]/reason", "calls oversee readers", OPEN_OR_OWN },
  { "inquiry", "caller_name phone relation", "calls oversee", OPEN },
  { "inquiry", "identity[]", "calls oversee" },
  { "inquiry", "claims[] waits/fly/at fly/at", "" },
  { "inquiry.log", "case category outcome script due call_at", "calls oversee readers" },
  { "inquiry.log", "question answer", "calls oversee readers", OPEN },
  { "inquiry.log", "caller_name phone relation", "calls oversee", OPEN },
  { "inquiry.log", "identity[]", "calls oversee" },
  { "inquiry.answer", "text", "calls oversee readers", OPEN },
  { "inquiry.answer", "script", "calls oversee readers" },
  { "inquiry.call_back_done", "text", "calls oversee readers", OPEN },
  { "inquiry.call_back_done", "reached script due call_at", "calls oversee readers" },
  { "inquiry.ask_ward", "text", "calls oversee readers", OPEN },
  { "inquiry.ask_ward", "due", "calls oversee readers" },
  { "inquiry.reply", "text", "calls oversee readers", OPEN },
  { "inquiry.close", "reason", "calls oversee readers", OPEN },
  { "inquiry.link", "reason", "calls oversee readers", OPEN },
  { "inquiry.link", "case", "calls oversee readers" },

  { "handover", "kind number place due_back receiver counted/at counted/by counted/found counted/text", "staff" },
  { "handover",
    "content media records amount digest packet batch printed_from run letters hold/at hold/by hold/reason encryption "
    "bag seal carrier medium notices[] method witness "
    "track[]/at "
    "track[]/by track[]/operation track[]/what track[]/side track[]/person track[]/group track[]/kind track[]/content "
    "track[]/number track[]/media track[]/records track[]/amount track[]/digest track[]/packet track[]/encryption "
    "track[]/medium track[]/place track[]/bag track[]/seal track[]/receiver track[]/carrier track[]/due_back "
    "track[]/method track[]/witness track[]/paper track[]/sample track[]/defects track[]/withdrawn track[]/accepted "
    "track[]/office track[]/day track[]/corrects track[]/reason track[]/entered_by track[]/when "
    "track[]/hash track[]/type track[]/name track[]/text "
    "attachments[]/at attachments[]/by attachments[]/hash attachments[]/type attachments[]/name attachments[]/text "
    "track[]/statement/step track[]/statement/by track[]/statement/seal track[]/statement/received_by "
    "track[]/statement/signature/value",
    "handover receive oversee" },
  { "handover", "claims[] track[]/claims[] counted/reason", "" },
  { "handover.make", "kind number place", "staff" },
  { "handover.make", "content media records amount digest packet batch encryption medium printed_from run",
    "handover receive oversee" },
  { "handover.seal", "bag seal", "handover receive oversee" },
  { "handover.carry", "receiver due_back", "staff" },
  { "handover.carry", "carrier", "handover receive oversee" },
  { "handover.receive", "media records amount digest seal", "handover receive oversee" },
  { "handover.store", "place", "staff" },
  { "handover.return", "media carrier bag seal", "handover receive oversee" },
  { "handover.erase", "media method witness", "handover receive oversee" },
  { "handover.close", "media", "handover receive oversee" },
  { "handover.attest", "statement/step statement/by statement/seal statement/signature/value",
    "handover receive oversee" },
  { "handover.print", "media paper", "handover receive oversee" },
  { "handover.enclose", "media paper", "handover receive oversee" },
  { "handover.deliver", "media carrier bag seal paper", "handover receive oversee" },
  { "handover.inspect", "media sample defects withdrawn accepted reason", "handover receive oversee" },
  { "handover.hand_back", "media carrier bag seal", "handover receive oversee" },
  { "handover.post", "media office day paper", "handover receive oversee" },
  { "handover.hold", "reason", "handover receive oversee" },
  { "handover.release", "reason", "handover receive oversee" },
  { "handover.attach", "hash type name", "handover receive oversee" },
  { "handover.attach", "text", "staff" },
  { "handover.count", "found text", "staff" },
  { "handover.correct", "number place due_back", "staff" },
  { "handover.correct",
    "corrects reason content media records amount digest encryption bag seal carrier method witness",
    "handover receive oversee" },

  { "person", "account name role", "people oversee handover receive plan approve" },
  { "person", "organisation from to reported key", "people oversee handover receive" },
  { "person",
    "trained key_taken/at key_taken/by registered/at registered/by ended/at ended/by ended/reason changes[]/at "
    "changes[]/by changes[]/operation changes[]/what changes[]/name changes[]/organisation changes[]/role "
    "changes[]/from changes[]/to changes[]/reason old_keys[]/at old_keys[]/by old_keys[]/operation old_keys[]/what "
    "old_keys[]/key old_keys[]/reason",
    "people oversee" },
  { "person", "claims[]", "" },
  { "person.register", "account name organisation role from to key", "people oversee handover receive" },
  { "person.change", "name organisation role from to", "people oversee handover receive" },
  { "person.change", "reason", "people oversee" },
  { "person.train", "day", "people oversee" },
  { "person.report", "day", "people oversee handover receive" },
  { "person.change_key", "key", "people oversee handover receive" },
  { "person.change_key", "reason", "people oversee" },
  { "person.end", "reason", "people oversee" },

  { "notice",
    "case kind letter to subject number due made/at made/by way[]/at way[]/by way[]/operation way[]/what way[]/day "
    "way[]/means way[]/due way[]/proof way[]/reason",
    "notices calls oversee", OPEN },
  { "notice",
    "branch sheet/run sheet/serial sheet/copy sheet/mark sheet/spoiled/at sheet/spoiled/by sheet/enclosed/at "
    "sheet/enclosed/by sheet/sent sheets[]/at sheets[]/by sheets[]/operation sheets[]/what sheets[]/mark sheets[]/run "
    "sheets[]/sheet sheets[]/envelope sheets[]/wording sheets[]/reason",
    "notices calls oversee", OPEN },
  { "notice", "claims[]", "" },
  { "notice.make", "kind letter case to subject number due protected", "notices calls oversee", OPEN },
  { "notice.send", "day means due", "notices calls oversee", OPEN },
  { "notice.deliver", "day proof", "notices calls oversee", OPEN },
  { "notice.acknowledge", "day proof", "notices calls oversee", OPEN },
  { "notice.return", "day reason due", "notices calls oversee", OPEN },
  { "notice.close", "reason", "notices calls oversee", OPEN },
  { "notice.join", "run", "notices calls oversee", OPEN },
  { "notice.spoil", "sheet reason", "notices calls oversee", OPEN },
  { "notice.reprint", "reason", "notices calls oversee", OPEN },
  { "notice.withdraw", "reason", "notices calls oversee", OPEN },
  { "notice.enclose", "sheet envelope", "notices calls oversee", OPEN },

  { "run",
    "number letter series wording enclose count reprinted spoiled void waiting enclosed sent made/at made/by "
    "steps[]/at "
    "steps[]/by steps[]/operation steps[]/what steps[]/count steps[]/sheet steps[]/reason steps[]/day steps[]/office "
    "steps[]/means",
    "notices calls oversee" },
  { "run", "claims[]", "" },
  { "run.make", "number letter series wording enclose", "notices calls oversee" },
  { "run.freeze", "count", "notices calls oversee" },
  { "run.reopen", "reason", "notices calls oversee" },
  { "run.approve", "sheet", "notices calls oversee" },
  { "run.print", "count", "notices calls oversee" },
  { "run.dispatch", "day office means count", "notices calls oversee" },

  { "series", "pattern year next made/at made/by", "notices oversee" },
  { "series", "claims[]", "" },
  { "series.open", "pattern year first", "notices oversee" },

  { "saying",
    "saying version label category code words text gone reason made/at made/by approved/at approved/by retired/at "
    "retired/by",
    "answers calls oversee" },
  { "saying", "claims[]", "" },
  { "saying.write", "saying version label category code words text gone", "answers calls oversee" },
  { "saying.retire", "reason", "answers calls oversee" },
  { "wording", "letter version text reason made/at made/by approved/at approved/by retired/at retired/by",
    "notices calls oversee" },
  { "wording", "claims[]", "" },
  { "wording.write", "letter version text", "notices calls oversee" },
  { "wording.retire", "reason", "notices calls oversee" },

  { "erasure",
    "number until cases[] notices[] inquiries[] recoveries[] proposed/at proposed/by erased/at erased/by withdrawn/at "
    "withdrawn/by",
    "handover receive oversee people" },
  { "erasure", "withdrawn/reason", "handover receive oversee" },
  { "erasure", "claims[]", "" },
  { "erasure.propose", "number until cases[] notices[] inquiries[] recoveries[]", "handover receive oversee" },
  { "erasure.approve", "count", "handover receive oversee" },
  { "erasure.withdraw", "reason", "handover receive oversee" },

  { "preservation", "subject reason held/at held/by lifted/at lifted/by lifted/reason", "handover receive oversee" },
  { "preservation", "claims[]", "" },
  { "preservation.begin", "subject reason", "handover receive oversee" },
  { "preservation.lift", "reason", "handover receive oversee" },

  { "incident",
    "case kind what noticed handover reported/at reported/by told[]/at told[]/by told[]/operation told[]/what "
    "told[]/whom told[]/name",
    "incidents oversee reporter" },
  { "incident",
    "measures[]/at measures[]/by measures[]/operation measures[]/what measures[]/text decisions[]/at decisions[]/by "
    "decisions[]/operation decisions[]/what decisions[]/reason",
    "incidents oversee" },
  { "incident", "claims[]", "" },
  { "incident.report", "kind what noticed case handover", "incidents oversee reporter" },
  { "incident.tell", "whom name", "incidents oversee reporter" },
  { "incident.measure", "text", "incidents oversee" },
  { "incident.close", "reason", "incidents oversee" },
  { "incident.reopen", "reason", "incidents oversee" },

  { "earlier_payment",
    "right key[] day amount programme file row cases[] recorded/at recorded/by withdrawn/at withdrawn/by "
    "withdrawn/reason",
    "plan approve duplicates oversee" },
  { "earlier_payment", "claims[]", "" },
  { "earlier_payment.record", "right key[] day amount programme file row", "plan approve duplicates oversee" },
  { "earlier_payment.withdraw", "reason", "plan approve duplicates oversee" },

  { "recovery",
    "case why amount reason due returned asked/at asked/by open/at open/by declined/at declined/by declined/reason "
    "waived/at waived/by waived/reason returns[]/at returns[]/by returns[]/operation returns[]/what returns[]/day "
    "returns[]/amount returns[]/struck/at returns[]/struck/by returns[]/struck/reason",
    "plan approve oversee" },
  { "recovery", "claims[]", "" },
  { "recovery.ask", "case why amount reason due", "plan approve oversee" },
  { "recovery.approve", "amount", "plan approve oversee" },
  { "recovery.decline", "reason", "plan approve oversee" },
  { "recovery.receive", "day amount", "plan approve oversee" },
  { "recovery.strike", "entry reason", "plan approve oversee" },
  { "recovery.waive", "reason", "plan approve oversee" },
};

/* Who looks, at what: its author is whoever wrote it first. */
typedef struct {
  const MadoProgramme *programme;
  const char *role;
  const char *author;
  MadoEntity *about; /* (nullable): the case */
  gboolean has_case;
  gboolean is_flagged; /* by itself */
} Look;

static MadoEntity *
make_case (gboolean is_protected)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (CASE), "case", "received");

  if (is_protected)
    mado_draft_ensure_object (draft, draft->body, "protected");

  return mado_draft_finish (draft, NULL);
}

/* --- bodies with a marker for each member ------------------------------------------------------------------------ */

static char *
build_marker (const Look *look, const char *path)
{
  if (strcmp (path, "case") == 0)
    return g_strdup (CASE);
  if (strcmp (path, "reported/by") == 0 || strcmp (path, "thread[]/by") == 0)
    return g_strdup (look->author);

  return g_strdup_printf ("<%s>", path);
}

static void
put (MadoDraft *draft, const char *path, const char *marker)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  yyjson_mut_val *owner = draft->body;

  for (guint i = 0; names[i] != NULL; i++) {
    char *brackets = strstr (names[i], "[]");
    gboolean is_last = names[i + 1] == NULL;

    if (brackets != NULL) {
      *brackets = '\0';

      yyjson_mut_val *array = mado_draft_ensure_array (draft, owner, names[i]);

      if (is_last)
        yyjson_mut_arr_add_strcpy (draft->doc, array, marker);
      else
        owner =
            yyjson_mut_arr_size (array) > 0 ? yyjson_mut_arr_get_first (array) : mado_draft_add_object (draft, array);
    } else if (is_last) {
      mado_draft_put_text (draft, owner, names[i], marker);
    } else {
      owner = mado_draft_ensure_object (draft, owner, names[i]);
    }
    if (!is_last)
      mado_draft_put_text (draft, owner, "fly", "<fly>");
  }
}

static MadoDraft *
make_draft (const Look *look, const char *of)
{
  MadoDraft *draft = mado_draft_new (mado_id_from_text (ID), of, "made");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) paths = g_strsplit (rows[i].paths, " ", -1);

    for (guint j = 0; strcmp (rows[i].of, of) == 0 && paths[j] != NULL; j++) {
      g_autofree char *marker = build_marker (look, paths[j]);

      if (look->has_case || strcmp (paths[j], "case") != 0)
        put (draft, paths[j], marker);
    }
  }
  if (look->is_flagged && mado_kinds_find (of) != NULL)
    mado_draft_put_flag (draft, draft->body, "protected", TRUE);
  mado_draft_put_text (draft, draft->body, "fly", "<fly>");

  return draft;
}

static MadoEntity *
make_entity (const Look *look, const char *kind)
{
  g_autoptr (MadoDraft) draft = make_draft (look, kind);
  MadoEntity *entity = mado_draft_finish (draft, NULL);

  g_assert_nonnull (entity);

  return entity;
}

static MadoOperation *
make_operation (const Look *look, const char *act)
{
  g_autoptr (MadoDraft) draft = make_draft (look, act);
  MadoOperationHeader header = {
    .id = mado_id_from_text (ID),
    .entity = mado_id_from_text (ID),
    .kind = act,
    .base = 1,
    .actor = "a-012",
    .terminal = "t-01",
    .time = 1,
  };
  MadoOperation *operation = mado_operation_new (&header, draft->body, NULL);

  g_assert_nonnull (operation);

  return operation;
}

/* --- who should get what ----------------------------------------------------------------------------------------- */

static gboolean
reads_items (const Look *look)
{
  for (guint i = 0; i < mado_section_get_count (look->programme->items); i++)
    if (mado_item_may_see (mado_section_get (look->programme->items, i), look->role))
      return TRUE;

  return FALSE;
}

static gboolean
is_one_of (const Look *look, const char *who)
{
  g_auto (GStrv) words = g_strsplit (who, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "staff") == 0 || (strcmp (words[i], "readers") == 0 && reads_items (look)) ||
        (strcmp (words[i], "reporter") == 0 && strcmp (look->author, ME) == 0) ||
        mado_programme_has_duty (look->programme, words[i], look->role))
      return TRUE;

  return FALSE;
}

static gboolean
is_hidden (const Look *look)
{
  gboolean is_protected =
      look->is_flagged || (look->has_case && (look->about == NULL || yyjson_obj_get (mado_entity_get_body (look->about),
                                                                                     "protected") != NULL));

  return is_protected && !mado_programme_has_duty (look->programme, "protection", look->role);
}

static gboolean
should_get (const Look *look, gsize row)
{
  gboolean is_own = rows[row].when == OPEN_OR_OWN && strcmp (look->author, ME) == 0;

  return is_one_of (look, rows[row].who) && (rows[row].when == ALWAYS || is_own || !is_hidden (look));
}

static gboolean
should_get_any (const Look *look, const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].of, kind) == 0 && should_get (look, i))
      return TRUE;

  return FALSE;
}

static void
assert_markers (const Look *look, const char *of, const char *text)
{
  g_assert_null (strstr (text, "<fly>"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) paths = g_strsplit (rows[i].paths, " ", -1);

    for (guint j = 0; strcmp (rows[i].of, of) == 0 && paths[j] != NULL; j++) {
      g_autofree char *marker = build_marker (look, paths[j]);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", marker);
      gboolean is_there = look->has_case || strcmp (paths[j], "case") != 0;

      g_test_message ("%s of %s for %s: %s", paths[j], of, look->role, text);
      g_assert_true ((strstr (text, quoted) != NULL) == (is_there && should_get (look, i)));
    }
  }
}

/* --- what they get ----------------------------------------------------------------------------------------------- */

static MadoEntity *
project (const Look *look, MadoEntity *entity)
{
  MadoPerson person = { ME, (const char *const[]) { look->role, NULL } };
  MadoEntity *projected = NULL;

  g_assert_true (mado_project_for_person (look->programme, entity, look->about, &person, &projected, NULL));

  return projected;
}

static char *
dup_text (GBytes *text)
{
  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static void
assert_entity (const Look *look, const char *kind)
{
  g_autoptr (MadoEntity) entity = make_entity (look, kind);
  g_autoptr (MadoEntity) projected = project (look, entity);

  g_assert_true ((projected != NULL) == should_get_any (look, kind));
  if (projected == NULL)
    return;

  g_autoptr (MadoEntity) again = project (look, projected);
  g_autofree char *text = dup_text (mado_entity_get_text (projected));

  assert_markers (look, kind, text);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (mado_entity_get_text (projected), mado_entity_get_text (again)));
}

static void
assert_operation (const Look *look, const char *kind, const char *act)
{
  MadoPerson person = { ME, (const char *const[]) { look->role, NULL } };
  g_autoptr (MadoEntity) entity = make_entity (look, kind);
  g_autoptr (MadoOperation) operation = make_operation (look, act);
  g_autoptr (GBytes) shown = NULL;

  g_assert_true (mado_project_operation (look->programme, operation, entity, look->about, &person, &shown, NULL));
  g_assert_true ((shown != NULL) == should_get_any (look, kind));
  if (shown == NULL)
    return;

  g_autofree char *text = dup_text (shown);

  assert_markers (look, act, text);
}

static void
assert_look (const Look *look)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const MadoKind *kind = mado_kinds_find (kinds[i]);

    assert_entity (look, kind->name);
    for (const MadoAct *act = kind->acts; act->name != NULL; act++)
      assert_operation (look, kind->name, act->name);
  }
}

static void
for_every_role (MadoEntity *about, gboolean has_case, gboolean is_flagged)
{
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_autoptr (MadoProgramme) programme = programme_sample_load (programmes[i]);

    for (guint j = 0; j < mado_section_get_count (programme->roles); j++) {
      const char *role = ((const MadoNamed *) mado_section_get (programme->roles, j))->id;

      assert_look (&(const Look) { programme, role, "a-012", about, has_case, is_flagged });
      assert_look (&(const Look) { programme, role, ME, about, has_case, is_flagged });
    }
  }
}

static void
every_role_gets_its_members_and_no_other (void)
{
  g_autoptr (MadoEntity) about = make_case (FALSE);

  for_every_role (about, TRUE, FALSE);
  for_every_role (NULL, FALSE, FALSE);
}

static void
protection_goes_from_the_case_to_what_is_about_it (void)
{
  g_autoptr (MadoEntity) about = make_case (TRUE);

  for_every_role (about, TRUE, FALSE);
}

static void
a_case_that_is_not_at_hand_may_be_a_protected_one (void)
{
  for_every_role (NULL, TRUE, FALSE);
}

static void
a_notice_is_protected_without_a_case (void)
{
  for_every_role (NULL, FALSE, TRUE);
}

static void
another_case_tells_nothing (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load (programmes[0]);
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "received");
  g_autoptr (MadoEntity) other = mado_draft_finish (draft, NULL);
  Look look = { programme, "agent", "a-012", other, TRUE, FALSE };
  g_autoptr (MadoEntity) notice = make_entity (&look, "notice");
  g_autoptr (MadoEntity) projected = project (&look, notice);

  g_assert_null (projected);
}

/* Whoever adds a member to an act has to say who gets it. */
static void
every_member_of_every_act_is_decided_on (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const MadoAct *act = mado_kinds_find (kinds[i])->acts; act->name != NULL; act++)
      for (const MadoBodyMember *member = act->members; member->name != NULL; member++) {
        gboolean is_decided = FALSE;

        for (gsize j = 0; j < G_N_ELEMENTS (rows); j++) {
          g_autofree char *paths = g_strdup_printf (" %s ", rows[j].paths);
          g_autofree char *name = g_strdup_printf (" %s%s", member->name,
                                                   member->kind == MADO_BODY_WORDS    ? "[] "
                                                   : member->kind == MADO_BODY_OBJECT ? "/"
                                                                                      : " ");

          is_decided = is_decided || (strcmp (rows[j].of, act->name) == 0 && strstr (paths, name) != NULL);
        }
        g_test_message ("%s of %s", member->name, act->name);
        g_assert_true (is_decided);
      }
}

/* 000-F15: the ward's terminal reads everything; claims are the backend's. */
static void
ward_reads_every_kind_whole (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load (programmes[0]);
  g_autoptr (MadoEntity) about = make_case (FALSE);
  Look look = { programme, "ward", "a-012", about, TRUE, FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (should_get (&look, i) == (rows[i].who[0] != '\0'));
  assert_look (&look);
}

static void
a_batch_shows_sums_to_those_who_see_amounts (void)
{
  static const char body[] = "{'packet':'planned','count':1,'sum':50000,'digest':'ff','made':{'at':1,'by':'a'}}";

  projection_assert ("ninpu-r7.json", "batch", "decider", body, body);
  projection_assert ("ninpu-r7.json", "batch", "ward", body,
                     "{'packet':'planned','count':1,'sum':50000,'made':{'at':1,'by':'a'}}");
  projection_assert ("ninpu-r7.json", "batch", "account_1", body,
                     "{'cut':true,'packet':'planned','count':1,'made':{'at':1,'by':'a'}}");
  projection_assert ("ninpu-r7.json", "batch", "admin", body, NULL);
}

static void
a_batch_says_why_it_was_opened_again (void)
{
  static const char body[] = "{'reopened':{'at':1,'by':'a','reason':'見直し'}}";

  projection_assert ("ninpu-r7.json", "batch", "decider", body, body);
  projection_assert ("ninpu-r7.json", "batch", "ward", body, body);
  projection_assert ("ninpu-r7.json", "batch", "verifier", body, "{'reopened':{'at':1,'by':'a'}}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection-work/every-role-gets-its-members-and-no-other",
                   every_role_gets_its_members_and_no_other);
  g_test_add_func ("/projection-work/protection-goes-from-the-case-to-what-is-about-it",
                   protection_goes_from_the_case_to_what_is_about_it);
  g_test_add_func ("/projection-work/a-case-that-is-not-at-hand-may-be-a-protected-one",
                   a_case_that_is_not_at_hand_may_be_a_protected_one);
  g_test_add_func ("/projection-work/a-notice-is-protected-without-a-case", a_notice_is_protected_without_a_case);
  g_test_add_func ("/projection-work/another-case-tells-nothing", another_case_tells_nothing);
  g_test_add_func ("/projection-work/every-member-of-every-act-is-decided-on", every_member_of_every_act_is_decided_on);
  g_test_add_func ("/projection-work/ward-reads-every-kind-whole", ward_reads_every_kind_whole);
  g_test_add_func ("/projection/kinds/a-batch-shows-sums-to-those-who-see-amounts",
                   a_batch_shows_sums_to_those_who_see_amounts);
  g_test_add_func ("/projection/kinds/a-batch-says-why-it-was-opened-again", a_batch_says_why_it_was_opened_again);

  return g_test_run ();
}
