"""When things happen on a PowerPoint slide: the clip plays by itself and once, then its still.

The tree is the one that PowerPoint writes for "start automatically" and for an "appear" after it
(ECMA-376 part 1, 19.5, ``CT_SlideTiming``); it reads no other that says the same.
"""

from __future__ import annotations

from string import Template
from typing import Final

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

# The clip plays from the slide's first moment on.
PLAY: Final = """\
<p:par>
 <p:cTn id="4" fill="hold">
  <p:stCondLst><p:cond delay="0"/></p:stCondLst>
  <p:childTnLst>
   <p:par>
    <p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"
           nodeType="afterEffect">
     <p:stCondLst><p:cond delay="0"/></p:stCondLst>
     <p:childTnLst>
      <p:cmd type="call" cmd="playFrom(0.0)">
       <p:cBhvr>
        <p:cTn id="6" dur="$length" fill="hold"/>
        <p:tgtEl><p:spTgt spid="$clip"/></p:tgtEl>
       </p:cBhvr>
      </p:cmd>
     </p:childTnLst>
    </p:cTn>
   </p:par>
  </p:childTnLst>
 </p:cTn>
</p:par>"""

# What an entrance is yet to come for is hidden when the slide begins.
APPEAR: Final = """\
<p:par>
 <p:cTn id="7" fill="hold">
  <p:stCondLst><p:cond delay="$length"/></p:stCondLst>
  <p:childTnLst>
   <p:par>
    <p:cTn id="8" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"
           nodeType="afterEffect">
     <p:stCondLst><p:cond delay="0"/></p:stCondLst>
     <p:childTnLst>
      <p:set>
       <p:cBhvr>
        <p:cTn id="9" dur="1" fill="hold">
         <p:stCondLst><p:cond delay="0"/></p:stCondLst>
        </p:cTn>
        <p:tgtEl><p:spTgt spid="$still"/></p:tgtEl>
        <p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>
       </p:cBhvr>
       <p:to><p:strVal val="visible"/></p:to>
      </p:set>
     </p:childTnLst>
    </p:cTn>
   </p:par>
  </p:childTnLst>
 </p:cTn>
</p:par>"""

TREE: Final = Template(
    f"""\
<p:timing {nsdecls("p")}>
 <p:tnLst>
  <p:par>
   <p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">
    <p:childTnLst>
     <p:seq concurrent="1" nextAc="seek">
      <p:cTn id="2" dur="indefinite" nodeType="mainSeq">
       <p:childTnLst>
        <p:par>
         <p:cTn id="3" fill="hold">
          <p:stCondLst>
           <p:cond delay="indefinite"/>
           <p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>
          </p:stCondLst>
          <p:childTnLst>{PLAY}{APPEAR}</p:childTnLst>
         </p:cTn>
        </p:par>
       </p:childTnLst>
      </p:cTn>
      <p:prevCondLst>
       <p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
      </p:prevCondLst>
      <p:nextCondLst>
       <p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
      </p:nextCondLst>
     </p:seq>
     <p:video>
      <p:cMediaNode vol="80000">
       <p:cTn id="10" fill="hold" display="0">
        <p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>
       </p:cTn>
       <p:tgtEl><p:spTgt spid="$clip"/></p:tgtEl>
      </p:cMediaNode>
     </p:video>
    </p:childTnLst>
   </p:cTn>
  </p:par>
 </p:tnLst>
</p:timing>"""
)


def timing(*, clip: int, still: int, length: int) -> etree._Element:
    """Return a slide's ``p:timing``.

    Parameters
    ----------
    clip, still
        Ids of the shapes of the clip and of the picture that is shown when it has ended.
    length
        Of the clip, in milliseconds.
    """
    return parse_xml(TREE.substitute(clip=clip, still=still, length=length))
