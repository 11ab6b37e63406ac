import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNarrative } from '../../../../src/conformance/compiled/narrative/readNarrative.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const inDiv = (content: string): string => `<div xmlns="${XHTML}">${content}</div>`;
const faultsOf = (text: string): readonly string[] =>
  readNarrative(text).faults.map(({ kind, found }) => `${kind} ${found}`.trim());

describe('a narrative', () => {
  it.each([
    inDiv('text'),
    inDiv('<p><b>name</b>: Ola &amp; Kari &#229; &#xE5;</p><hr/><img src="#x" alt="x"/>'),
    inDiv('<table class="grid" style="width: 2px">\n <tr><td colspan = \'2\' >x</td><th/></tr>\n</table>'),
    inDiv('<ul><li>one</li ><li>two<br /></li></ul><!-- a < b --><?x y?>'),
    `<h:div xmlns:h="${XHTML}"><h:p>text</h:p></h:div>`,
    `<?xml version="1.0"?> <div class="a" xmlns="${XHTML}">text</div> <!-- after -->`,
  ])('%s is well-formed and safe', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    [inDiv(''), 'empty'],
    [inDiv(' \n<p> </p>'), 'empty'],
    ['', 'notXhtml no div'],
    ['<div>text</div>', 'notXhtml the div is not in the namespace of XHTML'],
    [`<p xmlns="${XHTML}">text</p>`, 'notXhtml <p> in place of div'],
    [`<div xmlns="${XHTML}">text`, 'notXhtml <div> is not closed'],
    [inDiv('<p>text</b></p>'), 'notXhtml </b> closes nothing'],
    [`${inDiv('text')}more`, 'notXhtml content after the div'],
    [`more${inDiv('text')}`, 'notXhtml content before the div'],
    [inDiv('a &nbsp; b'), 'notXhtml the entity &nbsp; b'],
    [inDiv('a &#0; b'), 'notXhtml the entity &#0; b'],
    [inDiv('<span title="&oslash;">b</span>'), 'notXhtml the entity &oslash;'],
    [inDiv('<p class="a" class="b">x</p>'), 'notXhtml the attribute class twice on <p>'],
    [inDiv('a <1'), 'notXhtml <1</div>'],
    [inDiv('<p class=a>x</p>'), 'notXhtml <p class=a>x</p></div>'],
    [`<!DOCTYPE div>${inDiv('x')}`, 'unsafe a DOCTYPE'],
    [inDiv('<script>x</script>'), 'unsafe <script>'],
    [inDiv('<constructor><p>x</p></constructor>'), 'unsafe <constructor>'],
    [inDiv('<P>x</P>'), 'unsafe <P>'],
    [inDiv('<p><p>x</p></p>'), 'unsafe <p> in a paragraph'],
    [inDiv('<li>x</li>'), 'unsafe <li> in <div>'],
    [inDiv('<ul>x</ul>'), 'unsafe text in <ul>'],
    [inDiv('<a href="#x"><b><a>x</a></b></a>'), 'unsafe <a> in <a>'],
    [inDiv('<p onclick="x()">x</p>'), 'unsafe the attribute onclick on <p>'],
    [inDiv('<p href="x">x</p>'), 'unsafe the attribute href on <p>'],
    [inDiv('<a href="javascript:x()">x</a>'), 'unsafe href="javascript:x()"'],
    [inDiv('<a href="">x</a>'), 'unsafe href=""'],
  ])('%s: %s', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  it('has its ids and links gathered', () => {
    const { ids, links } = readNarrative(
      inDiv('<a name="n">x</a><p id="i">y</p><a href="#i">z</a><img src="#k"/>'),
    );
    expect([[...(ids ?? [])], links]).toEqual([
      ['n', 'i'],
      ['i', 'k'],
    ]);
  });

  it('is the same narrative with or without attributes, comments and white space in tags', () => {
    const names = fc.constantFrom(
      'p',
      'b',
      'span',
      'table',
      'tr',
      'td',
      'ul',
      'li',
      'a',
      'hr',
      'script',
      'blockquote',
    );
    const tags = fc.array(fc.tuple(fc.constantFrom('<', '</'), names, fc.constantFrom('', 'x', ' ')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(tags, (list) => {
        const plain = inDiv(list.map(([open, name, text]) => `${open}${name}>${text}`).join(''));
        const dressed = inDiv(
          list
            .map(
              ([open, name, text]) =>
                `<!-- c -->${open}${name}${open === '<' ? ' title="t"\n' : ' '}>${text}`,
            )
            .join(''),
        );
        expect(faultsOf(dressed)).toEqual(faultsOf(plain));
      }),
    );
  });

  it('takes time with its length, not more', () => {
    const long = inDiv('<p>&amp;<b title="&lt;">x</b></p>'.repeat(20_000));
    expect(faultsOf(long)).toEqual([]);
    expect(faultsOf(inDiv('<'.repeat(100_000)))).toHaveLength(1);
    expect(faultsOf(`<div${' a="b'.repeat(50_000)}`)).not.toEqual([]);
  });
});
