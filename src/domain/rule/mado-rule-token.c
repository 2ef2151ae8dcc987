/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words and signs of a rule. The rule language is a small part of SQL, and this is where it is small: what is not
 * named here does not reach SQLite. */

#include "mado-rule-token.h"

#include <sqlcipher/sqlite3.h>
#include <string.h>

/* The words of the language. All other words of SQL are refused, also as names. */
static const char *const keywords[] = {
  "AND", "BETWEEN", "CASE", "ELSE", "END", "IN", "IS", "NOT", "NULL", "OR", "THEN", "WHEN",
};

/* The longest first, so that the foreign one is not taken for two of ours. */
static const struct {
  const char *sign;
  MadoRuleTokenKind kind;
} signs[] = {
  { "--", MADO_RULE_TOKEN_FOREIGN }, /* a comment */
  { "->", MADO_RULE_TOKEN_FOREIGN },    { "/*", MADO_RULE_TOKEN_FOREIGN },    { "==", MADO_RULE_TOKEN_FOREIGN },
  { "<<", MADO_RULE_TOKEN_FOREIGN },    { ">>", MADO_RULE_TOKEN_FOREIGN },    { "<>", MADO_RULE_TOKEN_COMPARISON },
  { "<=", MADO_RULE_TOKEN_COMPARISON }, { ">=", MADO_RULE_TOKEN_COMPARISON }, { "||", MADO_RULE_TOKEN_ARITHMETIC },
  { "=", MADO_RULE_TOKEN_COMPARISON },  { "<", MADO_RULE_TOKEN_COMPARISON },  { ">", MADO_RULE_TOKEN_COMPARISON },
  { "+", MADO_RULE_TOKEN_ARITHMETIC },  { "-", MADO_RULE_TOKEN_ARITHMETIC },  { "*", MADO_RULE_TOKEN_ARITHMETIC },
  { "/", MADO_RULE_TOKEN_ARITHMETIC },  { "%", MADO_RULE_TOKEN_ARITHMETIC },  { "(", MADO_RULE_TOKEN_OPEN },
  { ")", MADO_RULE_TOKEN_CLOSE },       { ",", MADO_RULE_TOKEN_COMMA },
};

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static gsize
count_word_characters (const char *text)
{
  gsize length = 0;

  while (is_word_character (text[length]))
    length++;

  return length;
}

static MadoRuleTokenKind
find_word_kind (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strlen (keywords[i]) == length && g_ascii_strncasecmp (word, keywords[i], length) == 0)
      return MADO_RULE_TOKEN_KEYWORD;

  return sqlite3_keyword_check (word, (int) length) ? MADO_RULE_TOKEN_SQL : MADO_RULE_TOKEN_WORD;
}

/* A whole number that fits; a larger one would turn into a real number. */
static gboolean
is_number (const char *digits, gsize length)
{
  g_autofree char *text = g_strndup (digits, length);

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, NULL, NULL);
}

/* 0 where the quote is never closed. */
static gsize
find_text_length (const char *text)
{
  const char *end = text + 1;

  while ((end = strchr (end, '\'')) != NULL && end[1] == '\'')
    end += 2;

  return end == NULL ? 0 : (gsize) (end - text) + 1;
}

static MadoRuleToken
read_text (const char *start)
{
  gsize length = find_text_length (start);

  return length == 0 ? (MadoRuleToken) { MADO_RULE_TOKEN_FOREIGN, 0, strlen (start) }
                     : (MadoRuleToken) { MADO_RULE_TOKEN_TEXT, 0, length };
}

static MadoRuleToken
read_word (const char *start)
{
  gsize length = count_word_characters (start);

  if (g_ascii_isdigit (*start))
    return (MadoRuleToken) { is_number (start, length) ? MADO_RULE_TOKEN_NUMBER : MADO_RULE_TOKEN_FOREIGN, 0, length };
  if (length == 1 && (*start == 'x' || *start == 'X') && start[1] == '\'') /* x'ff': bytes */
    return (MadoRuleToken) { MADO_RULE_TOKEN_FOREIGN, 0, length };

  return (MadoRuleToken) { find_word_kind (start, length), 0, length };
}

static MadoRuleToken
read_sign (const char *start)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (start, signs[i].sign))
      return (MadoRuleToken) { signs[i].kind, 0, strlen (signs[i].sign) };

  return (MadoRuleToken) { MADO_RULE_TOKEN_FOREIGN, 0, 1 };
}

/**
 * mado_rule_token_next:
 * @text: an expression
 * @offset: (inout): where to read on
 * @out_token: (out): what stands there
 *
 * Returns: whether there was anything left
 */
gboolean
mado_rule_token_next (const char *text, gsize *offset, MadoRuleToken *out_token)
{
  const char *start = text + *offset + strspn (text + *offset, " \t\n\r\f");

  if (*start == '\0')
    return FALSE;
  if (*start == '\'')
    *out_token = read_text (start);
  else if (is_word_character (*start))
    *out_token = read_word (start);
  else
    *out_token = read_sign (start);
  out_token->offset = (gsize) (start - text);
  *offset = out_token->offset + out_token->length;

  return TRUE;
}

/**
 * mado_rule_token_is:
 * @token: a token
 * @text: the expression it was read from
 * @keyword: a word of the language, in capitals
 *
 * Returns: whether it is that word
 */
gboolean
mado_rule_token_is (const MadoRuleToken *token, const char *text, const char *keyword)
{
  return token->kind == MADO_RULE_TOKEN_KEYWORD && strlen (keyword) == token->length &&
         g_ascii_strncasecmp (text + token->offset, keyword, token->length) == 0;
}

/**
 * mado_rule_token_is_word:
 * @token: a token
 * @text: the expression it was read from
 * @word: an item or a fact
 *
 * Returns: whether it is that word
 */
gboolean
mado_rule_token_is_word (const MadoRuleToken *token, const char *text, const char *word)
{
  return token->kind == MADO_RULE_TOKEN_WORD && strlen (word) == token->length &&
         g_ascii_strncasecmp (text + token->offset, word, token->length) == 0;
}

/**
 * mado_rule_token_is_name:
 * @name: a text
 *
 * Returns: whether a rule can name an item so
 */
gboolean
mado_rule_token_is_name (const char *name)
{
  gsize offset = 0;
  MadoRuleToken token;

  return g_utf8_validate (name, -1, NULL) && mado_rule_token_next (name, &offset, &token) &&
         token.kind == MADO_RULE_TOKEN_WORD && token.length == strlen (name);
}
