/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures and papers on their way to the applications whose numbers they bear; and archives made by people who mean
 * harm. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "intake-sample.h"
#include "mado-attachment-stage.h"

static const guint8 png[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
#define MIB (1024 * 1024)

typedef struct {
  IntakeSample sample;
  char *folder; /* of what is taken in */
  char *zip;    /* a path in it */
} Sample;

static void
set_up (Sample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3);

  intake_sample_begin (&self->sample, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
  g_object_unref (intake_sample_take_in (&self->sample, "6月.csv", text));
  self->folder = g_dir_make_tmp ("mado-attachments-XXXXXX", NULL);
  self->zip = g_build_filename (self->folder, "a.zip", NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      remove_all (child);
    else
      g_assert_cmpint (g_unlink (child), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Sample *self, gconstpointer data)
{
  intake_sample_end (&self->sample);
  remove_all (self->folder);
  g_free (self->folder);
  g_free (self->zip);
}

/* A made-up picture that says something of its own. */
static GBytes *
make_picture (const char *words)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, png, sizeof png);
  g_byte_array_append (bytes, (const guint8 *) words, (guint) strlen (words));
  while (bytes->len < 100)
    g_byte_array_append (bytes, (const guint8 *) "", 1);

  return g_byte_array_free_to_bytes (bytes);
}

static void
put_bytes (Sample *self, const char *name, const void *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
put (Sample *self, const char *name, const char *words)
{
  g_autoptr (GBytes) picture = make_picture (words);

  put_bytes (self, name, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
}

static MadoAttachmentStage *
preview (Sample *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  MadoAttachmentSource *source = mado_attachment_source_open (path, mado_attachment_limits_get_default (), &error);
  MadoAttachmentStage *stage;

  g_assert_no_error (error);
  stage = mado_attachment_stage_new (self->sample.desk, NULL, source);
  mado_attachment_stage_preview (stage, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return stage;
}

static void
apply (MadoAttachmentStage *stage)
{
  g_autoptr (GError) error = NULL;

  mado_attachment_stage_apply (stage, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_shows (MadoAttachmentStage *stage, const char *expected)
{
  const GPtrArray *files = mado_attachment_stage_get_files (stage);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++) {
    const MadoStagedAttachment *file = g_ptr_array_index (files, i);

    g_string_append_printf (shown, "%s%s %s", i > 0 ? "\n" : "", file->entry->name,
                            mado_attachment_state_get_name (file->state));
    if (file->is_taken)
      g_string_append (shown, " taken");
    if (file->receipt != NULL)
      g_string_append_printf (shown, " %s", file->receipt);
    if (file->code != NULL)
      g_string_append_printf (shown, " %s", file->code);
  }
  g_assert_cmpstr (shown->str, ==, expected);
}

static gint64
count (Sample *self, const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", table, NULL);

  return intake_sample_ask (&self->sample, sql);
}

/* --- a folder ---------------------------------------------------------------------------------------------------- */

static void
test_a_folder_comes_by_its_names (Sample *self, gconstpointer data)
{
  static const char pdf[] = "%PDF-1.7 a made-up paper, long enough";
  static const char jpeg[] = "\xFF\xD8\xFF\xE0 a made-up picture, long enough";
  g_autoptr (MadoAttachmentStage) stage = NULL, again = NULL;

  put (self, "W00001_通帳.png", "a");
  put (self, "W00001_母子手帳.png", "b");
  put (self, "W00001_写し.png", "a");
  put (self, "W00002/1.png", "a");
  put_bytes (self, "W00003.jpg", pdf, strlen (pdf)); /* by what it is, whatever its name says */
  put_bytes (self, "W00003_2.png", jpeg, strlen (jpeg));
  put_bytes (self, "W00003_3.png", "MZ and so on, long enough to be something", 40);
  put (self, "W99999_通帳.png", "c");
  put (self, "通帳 W00001.png", "d");
  put (self, ".DS_Store", "e");
  stage = preview (self, self->folder);
  assert_shows (stage, "W00001_写し.png new logo:W00001\n"
                       "W00001_母子手帳.png new logo:W00001\n"
                       "W00001_通帳.png same logo:W00001\n"
                       "W00002/1.png new logo:W00002\n"
                       "W00003.jpg new logo:W00003\n"
                       "W00003_2.png new logo:W00003\n"
                       "W00003_3.png refused E_TYPE\n"
                       "W99999_通帳.png refused E_RECEIPT_UNKNOWN\n"
                       "通帳 W00001.png refused E_RECEIPT_UNKNOWN");
  g_assert_cmpint (count (self, "attachment"), ==, 0);
  apply (stage);
  g_assert_cmpint (count (self, "attachment"), ==, 5);
  g_assert_cmpint (count (self, "blob_to_send"), ==, 5);
  g_assert_cmpint (count (self, "blob_to_send WHERE item = 'handbook_date'"), ==, 5);
  g_assert_cmpint (count (self, "attachment WHERE type = 'application/pdf'"), ==, 1);
  g_assert_cmpint (count (self, "blob WHERE is_pinned AND hash IN (SELECT hash FROM attachment)"), ==, 4);
  again = preview (self, self->folder);
  g_assert_cmpuint (mado_attachment_stage_count (again, MADO_ATTACHMENT_SAME), ==, 6);
  g_assert_cmpuint (mado_attachment_stage_count (again, MADO_ATTACHMENT_NEW), ==, 0);
}

static char *
describe_papers (Sample *self)
{
  g_autoptr (GPtrArray) cases = intake_sample_list_cases (&self->sample);
  const MadoEntity *first = g_ptr_array_index (cases, 0);
  yyjson_arr_iter papers = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (first), "attachments"));
  GString *described = g_string_new (NULL);

  for (yyjson_val *paper = yyjson_arr_iter_next (&papers); paper != NULL; paper = yyjson_arr_iter_next (&papers))
    g_string_append_printf (described, "%s: %s %s by %s\n", yyjson_get_str (yyjson_obj_get (paper, "item")),
                            yyjson_get_str (yyjson_obj_get (paper, "name")),
                            yyjson_get_str (yyjson_obj_get (paper, "type")),
                            yyjson_get_str (yyjson_obj_get (paper, "by")));

  return g_string_free_and_steal (described);
}

static void
test_the_case_names_its_papers (Sample *self, gconstpointer data)
{
  g_autoptr (MadoAttachmentStage) stage = NULL;
  g_autofree char *papers = NULL;

  put (self, "W00001/通帳の写し.png", "a");
  put (self, "W00001/ｷｬｯｼｭｶｰﾄﾞ.png", "b"); /* as an old phone writes it */
  put (self, "W00001/母子手帳.png", "c");
  stage = preview (self, self->folder);
  apply (stage);
  papers = describe_papers (self);
  g_assert_cmpstr (papers, ==,
                   "handbook_date: 母子手帳.png image/png by a-01\n"
                   "account: 通帳の写し.png image/png by a-01\n"
                   "account: ｷｬｯｼｭｶｰﾄﾞ.png image/png by a-01\n");
  g_assert_cmpint (count (self, "journal WHERE text LIKE '%case.attach%'"), ==, 3);
  g_assert_cmpint (count (self, "journal WHERE text NOT LIKE '%\"terminal\":\"t-01\"%'"), ==, 0);
}

static void
test_who_may_not_attach_takes_no_papers_in (Sample *self, gconstpointer data)
{
  g_autoptr (MadoAttachmentStage) stage = NULL;

  put (self, "W00001/通帳の写し.png", "a");
  put (self, "W00001/母子手帳.png", "c");
  intake_sample_close (&self->sample);
  self->sample.role = "account_1";
  intake_sample_open (&self->sample);
  stage = preview (self, self->folder);
  apply (stage);
  assert_shows (stage, "W00001/母子手帳.png refused logo:W00001 E_ROLE\n"
                       "W00001/通帳の写し.png new taken logo:W00001");
}

static void
test_links_are_not_followed (Sample *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "W00001.png", NULL);
  g_autoptr (MadoAttachmentStage) stage = NULL;

  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  stage = preview (self, self->folder);
  assert_shows (stage, "W00001.png refused E_LINK");
}

static void
test_a_name_is_told_without_a_my_number (Sample *self, gconstpointer data)
{
  g_autoptr (MadoAttachmentStage) stage = NULL;

  put (self, "W00001_マイナンバー983205673214.png", "a");
  put (self, "W00002/個人番号 ９８３２０５６７３２１４/1.png", "b");
  put (self, "W00003_983205673213.png", "c");
  stage = preview (self, self->folder);
  assert_shows (stage, "W00001_マイナンバー************.png refused E_MY_NUMBER\n"
                       "W00002/個人番号 ************/1.png refused E_MY_NUMBER\n"
                       "W00003_983205673213.png new logo:W00003");
}

static void
test_what_changed_after_the_preview_is_not_written (Sample *self, gconstpointer data)
{
  g_autoptr (MadoAttachmentStage) stage = NULL;

  put (self, "W00001.png", "a");
  put (self, "W00002.png", "b");
  stage = preview (self, self->folder);
  put (self, "W00001.png", "another");
  apply (stage);
  assert_shows (stage, "W00001.png refused logo:W00001 E_FILE_CHANGED\nW00002.png new taken logo:W00002");
}

static void
test_files_come_with_rows_that_are_not_written_yet (Sample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (7, 1);
  g_autoptr (MadoIntakeStage) rows = intake_sample_preview (&self->sample, "7月.csv", text);
  g_autoptr (MadoAttachmentStage) stage = NULL;

  put (self, "W00007.png", "a");
  stage = mado_attachment_stage_new (
      self->sample.desk, rows, mado_attachment_source_open (self->folder, mado_attachment_limits_get_default (), NULL));
  g_assert_true (mado_attachment_stage_preview (stage, NULL, NULL, NULL, NULL));
  assert_shows (stage, "W00007.png new logo:W00007");
  intake_sample_apply (rows);
  apply (stage);
  assert_shows (stage, "W00007.png new taken logo:W00007");
}

/* --- archives ---------------------------------------------------------------------------------------------------- */

static zip_int64_t
add_to_zip (zip_t *zip, const char *name, const void *bytes, gsize length, zip_flags_t flags)
{
  zip_source_t *source = zip_source_buffer (zip, g_memdup2 (bytes, length), length, 1);
  zip_int64_t index;

  g_assert_nonnull (source);
  index = zip_file_add (zip, name, source, flags);
  g_assert_cmpint (index, >=, 0);

  return index;
}

static zip_int64_t
add_picture (zip_t *zip, const char *name, const char *words)
{
  g_autoptr (GBytes) picture = make_picture (words);

  return add_to_zip (zip, name, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), ZIP_FL_ENC_UTF_8);
}

static zip_t *
begin_zip (const Sample *self)
{
  zip_t *zip = zip_open (self->zip, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (zip);

  return zip;
}

static void
test_a_zip_comes_by_its_names (Sample *self, gconstpointer data)
{
  zip_t *zip = begin_zip (self);
  g_autoptr (MadoAttachmentStage) stage = NULL, again = NULL;
  static const char cp932[] = "W00002_\x92\xCA\x92\xA0.png"; /* 通帳 */
  g_autoptr (GBytes) picture = make_picture ("c");

  add_picture (zip, "W00001_通帳.png", "a");
  zip_dir_add (zip, "W00003", 0);
  add_picture (zip, "W00003/1.png", "b");
  add_picture (zip, "__MACOSX/._W00003.png", "b");
  add_to_zip (zip, cp932, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), ZIP_FL_ENC_RAW);
  g_assert_cmpint (zip_close (zip), ==, 0);
  stage = preview (self, self->zip);
  assert_shows (stage,
                "W00001_通帳.png new logo:W00001\nW00003/1.png new logo:W00003\nW00002_通帳.png new logo:W00002");
  apply (stage);
  g_assert_cmpint (count (self, "attachment"), ==, 3);
  again = preview (self, self->zip);
  g_assert_cmpuint (mado_attachment_stage_count (again, MADO_ATTACHMENT_SAME), ==, 3);
}

static void
test_each_trick_is_told (Sample *self, gconstpointer data)
{
  zip_t *zip = begin_zip (self);
  g_autofree char *zeros = g_malloc0 (21 * MIB);
  g_autoptr (MadoAttachmentStage) stage = NULL;
  zip_int64_t index;

  add_picture (zip, "../W00001.png", "a");
  add_picture (zip, "/W00001.png", "b");
  add_picture (zip, "x\\..\\..\\W00001.png", "c");
  index = add_picture (zip, "W00001_secret.png", "d");
  zip_file_set_encryption (zip, (zip_uint64_t) index, ZIP_EM_AES_256, "password");
  index = add_picture (zip, "W00001_link.png", "e");
  zip_file_set_external_attributes (zip, (zip_uint64_t) index, 0, ZIP_OPSYS_UNIX, 0120777u << 16);
  memcpy (zeros, png, sizeof png);
  add_to_zip (zip, "W00001_bomb.png", zeros, 10 * MIB, 0);
  add_to_zip (zip, "W00001_large.png", zeros, 21 * MIB, 0);
  add_to_zip (zip, "W00001_inner.zip", "PK\x03\x04 and so on, long enough to be something", 40, 0);
  add_picture (zip, "W00001.png", "good");
  g_assert_cmpint (zip_close (zip), ==, 0);
  stage = preview (self, self->zip);
  assert_shows (stage, "../W00001.png refused E_PATH\n"
                       "/W00001.png refused E_PATH\n"
                       "x\\..\\..\\W00001.png refused E_PATH\n"
                       "W00001_secret.png refused E_ENCRYPTED\n"
                       "W00001_link.png refused E_LINK\n"
                       "W00001_bomb.png refused E_BOMB\n"
                       "W00001_large.png refused E_FILE_SIZE\n"
                       "W00001_inner.zip refused E_TYPE\n"
                       "W00001.png new logo:W00001");
  apply (stage);
  g_assert_cmpint (count (self, "attachment"), ==, 1);
}

/* Where the bytes "PNG" of a stored file stand, or its size in the list at the end. */
static gsize
find_bytes (const char *content, gsize length, const char *what, gsize n_what)
{
  const char *found = memmem (content, length, what, n_what);

  g_assert_nonnull (found);

  return (gsize) (found - content);
}

static void
make_stored_zip (Sample *self, char **out_content, gsize *out_length)
{
  zip_t *zip = begin_zip (self);
  zip_int64_t index = add_picture (zip, "W00001.png", "words");

  zip_set_file_compression (zip, (zip_uint64_t) index, ZIP_CM_STORE, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
  g_assert_true (g_file_get_contents (self->zip, out_content, out_length, NULL));
}

static void
test_what_is_not_what_was_packed_is_told (Sample *self, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length = 0;
  g_autoptr (MadoAttachmentStage) stage = NULL;

  make_stored_zip (self, &content, &length);
  content[find_bytes (content, length, "words", 5)] = 'W';
  g_assert_true (g_file_set_contents (self->zip, content, (gssize) length, NULL));
  stage = preview (self, self->zip);
  assert_shows (stage, "W00001.png refused E_DAMAGED");
}

/* A list that says of one file that it is larger than the whole archive. */
static void
test_a_list_that_lies_refuses_the_archive (Sample *self, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length = 0, entry;
  g_autoptr (GError) error = NULL;

  make_stored_zip (self, &content, &length);
  entry = find_bytes (content, length, "PK\x01\x02", 4);
  memset (content + entry + 20, 0xFF, 3);
  g_assert_true (g_file_set_contents (self->zip, content, (gssize) length, NULL));
  g_assert_null (mado_attachment_source_open (self->zip, mado_attachment_limits_get_default (), &error));
  g_assert_nonnull (error);
}

/* Cut anywhere, or with any byte turned: refused, or what was packed, and never anything else. */
static void
test_spoilt_archives_give_nothing_wrong (Sample *self, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GBytes) picture = make_picture ("words");
  gsize length = 0;

  make_stored_zip (self, &content, &length);
  for (gsize i = 0; i < 2 * length; i++) {
    g_autofree char *spoilt = g_memdup2 (content, length);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (MadoAttachmentSource) source = NULL;
    const GPtrArray *entries;

    spoilt[i % length] = (char) (spoilt[i % length] ^ 0x55);
    bytes = g_bytes_new (spoilt, i < length ? length : i - length);
    source = mado_attachment_source_open_bytes (bytes, mado_attachment_limits_get_default (), NULL);
    if (source == NULL)
      continue;
    entries = mado_attachment_source_get_entries (source);
    for (guint j = 0; j < entries->len; j++) {
      const char *code = NULL;
      g_autoptr (GBytes) loaded = mado_attachment_source_load (source, g_ptr_array_index (entries, j), &code);

      g_assert_true (loaded == NULL ? code != NULL : g_bytes_equal (loaded, picture));
    }
  }
}

static void
test_too_many_refuse_the_archive (Sample *self, gconstpointer data)
{
  MadoAttachmentLimits limits = *mado_attachment_limits_get_default ();
  zip_t *zip = begin_zip (self);
  g_autoptr (GError) error = NULL;

  add_picture (zip, "W00001_1.png", "a");
  add_picture (zip, "W00001_2.png", "b");
  g_assert_cmpint (zip_close (zip), ==, 0);
  limits.max_entries = 1;
  g_assert_null (mado_attachment_source_open (self->zip, &limits, &error));
  g_clear_error (&error);
  limits.max_entries = 2;
  limits.max_total = 150;
  g_assert_null (mado_attachment_source_open (self->zip, &limits, &error));
  g_assert_nonnull (error);
}

#define add(name, function) g_test_add ("/attachment-stage/" name, Sample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("a-folder-comes-by-its-names", test_a_folder_comes_by_its_names);
  add ("the-case-names-its-papers", test_the_case_names_its_papers);
  add ("who-may-not-attach-takes-no-papers-in", test_who_may_not_attach_takes_no_papers_in);
  add ("links-are-not-followed", test_links_are_not_followed);
  add ("a-name-is-told-without-a-my-number", test_a_name_is_told_without_a_my_number);
  add ("what-changed-after-the-preview-is-not-written", test_what_changed_after_the_preview_is_not_written);
  add ("files-come-with-rows-that-are-not-written-yet", test_files_come_with_rows_that_are_not_written_yet);
  add ("a-zip-comes-by-its-names", test_a_zip_comes_by_its_names);
  add ("each-trick-is-told", test_each_trick_is_told);
  add ("what-is-not-what-was-packed-is-told", test_what_is_not_what_was_packed_is_told);
  add ("a-list-that-lies-refuses-the-archive", test_a_list_that_lies_refuses_the_archive);
  add ("spoilt-archives-give-nothing-wrong", test_spoilt_archives_give_nothing_wrong);
  add ("too-many-refuse-the-archive", test_too_many_refuse_the_archive);

  return g_test_run ();
}
