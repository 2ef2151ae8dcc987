#!/usr/bin/env bash
# What `./dev demo` shows: the work that the program can do today, on made-up people, and its window. Answers and files
# stay in demo-out/. With a display the window opens; without one it opens on a display of its own and is photographed.
set -euo pipefail

# show STATUS FILE COMMAND…: keeps the answer in demo-out/FILE and shows how it begins; another exit status ends the demo
show() {
  local wanted=$1 answer=demo-out/$2 status=0; shift 2
  echo "  \$ $*"
  "$@" >"$answer" || status=$?
  if [ "$status" != "$wanted" ]; then
    echo "終了ステータスが${status}です（${wanted}のはずでした）。" >&2
    exit 1
  fi
  [[ $answer == *.json ]] || head -n 12 "$answer" | sed 's/^/      /'
  echo "      → $answer"
}

rm -rf demo-out/*
echo '登場する人物・口座・番号は、すべて架空のものです。答えは初めの12行だけ示します。全文は demo-out/ にあります。'

echo
echo '1. 申請フォームのCSV（data/samples/form-export.csv）を読み、おかしな点をすべて挙げます。'
show 1 form.txt madoguchi-ctl form read data/samples/form-export.csv
show 1 form.json madoguchi-ctl form read --json data/samples/form-export.csv
echo '   直すべき誤りが2件あるので、終了ステータスは1です。個人番号の列は取り込みません。'

echo
echo '2. 支払の一覧（data/samples/payments.json）から全銀ファイルを作り、検査します。'
show 0 write.txt madoguchi-ctl zengin write --output demo-out/transfer.txt data/samples/payments.json
show 0 check.txt madoguchi-ctl zengin check demo-out/transfer.txt

echo
echo '3. 名前を、銀行のファイルで使える文字に直します。'
show 0 name.txt madoguchi-ctl text zengin 'ミホン　キャサリン'

echo
echo '4. ゆうちょ銀行の記号・番号から、店番と口座番号を求めます。'
show 0 yucho.txt madoguchi-ctl yucho convert 14030 12345671

echo
echo '5. 住所を整え、カスタマバーコードにします。'
show 0 address.txt madoguchi-ctl postal address '新宿区歌舞伎町一丁目4番1号 架空ビル3階'
show 0 barcode.txt madoguchi-ctl postal barcode 160-0021 '歌舞伎町1-4-1 架空ビル3階'
sed -n 's/^bars_67: //p' demo-out/barcode.txt | sed 'y/1234/┃╹╻·/; s/^/      /'

echo
echo '6. 日付を読み、休日を避けて期限を求めます。'
show 0 date.txt madoguchi-ctl date parse 令和七年四月一日
show 0 bank-day.txt madoguchi-ctl date business bank_roll_next 2026-01-01

echo
echo '7. 給付の制度（data/programmes/ninpu-r7.json）を検査し、状態の移り方を示し、架空の申請50件で予行します。'
show 0 programme.txt madoguchi-ctl programme show data/programmes/ninpu-r7.json
show 0 programme.dot madoguchi-ctl programme show --dot data/programmes/ninpu-r7.json
show 0 applications.txt madoguchi-ctl practice make --cases 50 --csv demo-out/applications.csv
show 0 rehearsal.txt madoguchi-ctl programme rehearse data/programmes/ninpu-r7.json --csv demo-out/applications.csv

echo
echo '8. 架空の区を作り、暗号化した端末のファイルに入れて、調べ、探します。'
password='架空の合言葉'
show 0 ward.txt madoguchi-ctl practice make --cases 2000 --pictures 20 --store demo-out/ward --out demo-out/practice \
  --password-fd 3 3<<<"$password"
show 0 info.txt madoguchi-ctl store info --password-fd 3 demo-out/ward/ward 3<<<"$password"
show 0 store-check.txt madoguchi-ctl store check --password-fd 3 demo-out/ward/ward 3<<<"$password"
show 0 search.txt madoguchi-ctl store search --password-fd 3 demo-out/ward/ward サトウ 3<<<"$password"
echo '   demo-out/practice/ に、案件のJSONと、描いた通帳・手帳の画像があります。'

echo
echo '9. サービスと2台の端末です。端末を登録し、申請を取り込み、2人が同じ案件を審査し、サービスが止まっても作業を続けます。'
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  MADO_CTL=$(command -v madoguchi-ctl) MADO_TEST_SERVICE=$(command -v madoguchi-service) \
    tests/gui/run.sh build/debug/tests/gui/show-terminals demo-out data/samples/ninpu-2025-06.csv
  echo '      → demo-out/line-1-connect.png（端末の登録）、line-3-taken-in.png（取込み後）、line-5-other.png（もう1台の端末）、line-6-offline.png ほか'
else
  echo '   仮想の画面でだけ行います（DISPLAYを外して実行してください）。'
fi

echo
echo '10. 給付金の支払です。支給予定から署名、受渡し、決定、振込データ、振込不能、新しい口座、再振込までを、5人がそれぞれの画面で行います。'
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  tests/gui/run.sh build/debug/tests/gui/show-money demo-out
else
  echo '   仮想の画面でだけ行います（DISPLAYを外して実行してください）。'
fi

echo
echo '11. 端末の画面です。練習用の区で、担当ごとの作業（審査、口座入力、コメント）を見せます。'
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo '   開きます。F1キーでヘルプ、Ctrl+Qで終了します。'
  exec madoguchi
fi
tests/gui/run.sh build/debug/tests/gui/take-pictures demo-out ja
echo '   仮想の画面で起動し、撮影して終了しました。'
echo '      → demo-out/start-ja.png（最初の画面）、list-ja.png（作業一覧）、verification-ja.png（審査）、account-ja.png（口座入力）ほか'
